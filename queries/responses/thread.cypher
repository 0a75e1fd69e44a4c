/*
title = "The thread of a statement"
question = "What does a statement answer, and who answered it, up to six steps away?"
tags = ["responses", "statements"]

[parameters]
statement = {type = "node", required = true, kinds = ["Statement"], example = "statement/0a1b2c3d4e5f6071/100-180", help = "The statement, by its id or the key of one of its reports."}
as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
statement = {type = "node", help = "Id of the statement."}
steps = {type = "integer", help = "How many answers lie between it and the statement asked for."}
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
answers = {type = "nodes", help = "Ids of the statements that it answers."}

[view]
as = "lanes"
day = "day"
from = "speakers"
to = "answers"
label = "words"
*/
MATCH (asked:Statement {id: $statement})
MATCH path = (asked)-[:RESPONDS_TO*0..6]-(statement:Statement)
WHERE all(step IN relationships(path)
          WHERE step.known_on <= $as_of AND coalesce(step.known_until, 'never') > $as_of)
WITH statement, min(length(path)) AS steps
OPTIONAL MATCH (statement)-[response:RESPONDS_TO]->(earlier:Statement)
WHERE response.known_on <= $as_of AND coalesce(response.known_until, 'never') > $as_of
WITH statement, steps, earlier
ORDER BY earlier.id
WITH statement, steps, collect(earlier.id) AS answers
OPTIONAL MATCH (speaker:Person|Institution)-[stated:STATED]->(statement)
WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
WITH statement, steps, answers, speaker, stated
ORDER BY speaker.id
WITH statement, steps, answers,
     collect(speaker.id) AS speakers,
     collect(speaker.name) AS speaker_names,
     collect(stated.office) AS offices
MATCH (statement)-[report:REPORTED_IN]->(article:Article)
WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
WITH statement, steps, answers, speakers, speaker_names, offices, report, article
ORDER BY report.known_on, article.id, report.start_offset
WITH statement, steps, answers, speakers, speaker_names, offices,
     collect({words: report.words, is_hedged: report.is_hedged, relay: coalesce(report.relay, []),
              outlet: article.outlet, published: article.published, article: article.id,
              start_offset: report.start_offset, end_offset: report.end_offset}) AS reports
WITH statement, steps, answers, speakers, speaker_names, offices,
     reports[0] AS earliest,
     size(reports) AS report_count
RETURN statement.id AS statement,
       steps,
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
       answers
ORDER BY day, steps, statement
LIMIT $limit
