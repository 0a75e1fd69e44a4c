/*
title = "What was never answered"
question = "Which accusations, demands and proposals got no answer?"
tags = ["responses"]

[parameters]
acts = {type = "choice", default = "accuse, demand, propose", choices = ["accuse, demand, propose", "accuse", "demand", "propose", "threaten", "any"], help = "Which speech acts."}
addressee = {type = "nodes", default = [], kinds = ["Person", "Institution"], help = "Only what was addressed to these."}
about = {type = "nodes", default = [], kinds = ["Event", "Agreement", "Person", "Institution", "Place"], help = "Only what is about these."}
since = {type = "day", default = 0001-01-01, help = "Leave out what was said before this day; what has no day stays only without it."}
until = {type = "day", default = 9999-12-31, help = "Leave out what was said after this day."}
as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
statement = {type = "node", help = "Id of the statement."}
day = {type = "day", help = "The day it was said; where that is not told, of its earliest report."}
speakers = {type = "nodes", help = "Ids of those who said it; empty where that cannot be told."}
speaker_names = {type = "strings", help = "Their names, in the same order."}
office = {type = "string", help = "The title that the report gives the first speaker."}
act = {type = "string", help = "The speech act that the earliest report ascribes."}
words = {type = "text", help = "The content in the words of the earliest report."}
is_hedged = {type = "boolean", help = "Whether that report distances itself from it."}
relay = {type = "nodes", help = "Ids of those through whom it reached the outlet, nearest to the outlet first."}
outlet = {type = "string", help = "The outlet of the earliest report."}
published = {type = "day", help = "The day of the earliest report."}
article = {type = "node", help = "Id of its article."}
start_offset = {type = "integer", help = "Where the words begin in the article's text."}
end_offset = {type = "integer", help = "Where they end (exclusive)."}
report_count = {type = "integer", help = "How many reports carried it by then."}
addressees = {type = "nodes", help = "Ids of those addressed."}
addressee_names = {type = "strings", help = "Their names, in the same order."}

[view]
as = "table"
day = "day"
label = "words"
*/
MATCH (statement:Statement)
WHERE ($acts = 'any' OR $acts = statement.act
       OR ($acts = 'accuse, demand, propose' AND statement.act IN ['accuse', 'demand', 'propose']))
  AND coalesce(statement.said_on, statement.reported_on, '0001-01-01') >= $since
  AND coalesce(statement.said_on, statement.reported_on, '0001-01-01') <= $until
  AND NOT EXISTS {
    MATCH (answer:Statement)-[response:RESPONDS_TO]->(statement)
    WHERE response.known_on <= $as_of AND coalesce(response.known_until, 'never') > $as_of
  }
  AND (size($about) = 0 OR EXISTS {
    MATCH (statement)-[about:ABOUT]->(topic)
    WHERE topic.id IN $about AND about.known_on <= $as_of AND coalesce(about.known_until, 'never') > $as_of
  })
OPTIONAL MATCH (statement)-[addressed:ADDRESSED_TO]->(actor:Person|Institution)
WHERE addressed.known_on <= $as_of AND coalesce(addressed.known_until, 'never') > $as_of
WITH statement, actor
ORDER BY actor.id
WITH statement, collect(actor.id) AS addressees, collect(actor.name) AS addressee_names
WHERE size($addressee) = 0 OR any(id IN addressees WHERE id IN $addressee)
OPTIONAL MATCH (speaker:Person|Institution)-[stated:STATED]->(statement)
WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
WITH statement, addressees, addressee_names, speaker, stated
ORDER BY speaker.id
WITH statement, addressees, addressee_names,
     collect(speaker.id) AS speakers,
     collect(speaker.name) AS speaker_names,
     collect(stated.office) AS offices
MATCH (statement)-[report:REPORTED_IN]->(article:Article)
WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
WITH statement, addressees, addressee_names, speakers, speaker_names, offices, report, article
ORDER BY report.known_on, article.id, report.start_offset
WITH statement, addressees, addressee_names, speakers, speaker_names, offices,
     collect({words: report.words, is_hedged: report.is_hedged, relay: coalesce(report.relay, []),
              outlet: article.outlet, published: article.published, article: article.id,
              start_offset: report.start_offset, end_offset: report.end_offset}) AS reports
WITH statement, addressees, addressee_names, speakers, speaker_names, offices,
     reports[0] AS earliest,
     size(reports) AS report_count
RETURN statement.id AS statement,
       coalesce(statement.said_on, statement.reported_on, '') AS day,
       speakers,
       speaker_names,
       offices[0] AS office,
       statement.act AS act,
       earliest.words AS words,
       earliest.is_hedged AS is_hedged,
       earliest.relay AS relay,
       earliest.outlet AS outlet,
       earliest.published AS published,
       earliest.article AS article,
       earliest.start_offset AS start_offset,
       earliest.end_offset AS end_offset,
       report_count,
       addressees,
       addressee_names
ORDER BY day, statement
LIMIT $limit
