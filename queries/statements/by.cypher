/*
title = "What somebody said"
question = "What did X say between two days?"
tags = ["statements", "people"]

[parameters]
speaker = {type = "nodes", required = true, kinds = ["Person", "Institution"], example = "Dmitry Peskov", help = "Who said it."}
act = {type = "choice", default = "", vocabulary = "act", help = "Only this speech act."}
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
topics = {type = "nodes", help = "Ids of what it is about."}
topic_names = {type = "strings", help = "Their names, in the same order."}

[view]
as = "timeline"
day = "day"
label = "words"
*/
MATCH (wanted:Person|Institution)-[said:STATED]->(statement:Statement)
WHERE wanted.id IN $speaker
  AND said.known_on <= $as_of AND coalesce(said.known_until, 'never') > $as_of
  AND coalesce(statement.said_on, statement.reported_on, '0001-01-01') >= $since
  AND coalesce(statement.said_on, statement.reported_on, '0001-01-01') <= $until
  AND ($act = '' OR statement.act = $act)
  AND EXISTS {
    MATCH (statement)-[told:REPORTED_IN]->(:Article)
    WHERE told.known_on <= $as_of AND coalesce(told.known_until, 'never') > $as_of
  }
WITH DISTINCT statement
ORDER BY coalesce(statement.said_on, statement.reported_on, ''), statement.id
LIMIT $limit
OPTIONAL MATCH (speaker:Person|Institution)-[stated:STATED]->(statement)
WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
WITH statement, speaker, stated
ORDER BY speaker.id
WITH statement,
     collect(speaker.id) AS speakers,
     collect(speaker.name) AS speaker_names,
     collect(stated.office) AS offices
OPTIONAL MATCH (statement)-[about:ABOUT]->(topic)
WHERE about.known_on <= $as_of AND coalesce(about.known_until, 'never') > $as_of
WITH statement, speakers, speaker_names, offices, topic
ORDER BY topic.id
WITH statement, speakers, speaker_names, offices,
     collect(topic.id) AS topics,
     collect(topic.name) AS topic_names
MATCH (statement)-[report:REPORTED_IN]->(article:Article)
WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
WITH statement, speakers, speaker_names, offices, topics, topic_names, report, article
ORDER BY report.known_on, article.id, report.start_offset
WITH statement, speakers, speaker_names, offices, topics, topic_names,
     collect({words: report.words, is_hedged: report.is_hedged, relay: coalesce(report.relay, []),
              outlet: article.outlet, published: article.published, article: article.id,
              start_offset: report.start_offset, end_offset: report.end_offset}) AS reports
WITH statement, speakers, speaker_names, offices, topics, topic_names,
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
       topics,
       topic_names
ORDER BY day, statement
LIMIT $limit
