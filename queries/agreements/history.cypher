/*
title = "The history of an agreement"
question = "Where did an agreement stand, when, and who says so?"
tags = ["agreements"]

[parameters]
agreement = {type = "nodes", required = true, kinds = ["Agreement"], example = "return of bodies", help = "The agreement; its terms come with it."}
since = {type = "day", default = 0001-01-01, help = "Leave out what was said before this day; what has no day stays only without it."}
until = {type = "day", default = 9999-12-31, help = "Leave out what was said after this day."}
as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
day = {type = "day", help = "The day of the report."}
agreement = {type = "node", help = "Id of the agreement, or of a term of it."}
agreement_name = {type = "string", help = "Its name."}
status = {type = "string", help = "Where it stands according to this report."}
date = {type = "string", help = "The date told for that, as told."}
statement = {type = "node", help = "Id of the statement that says so; empty where the outlet itself does."}
speakers = {type = "nodes", help = "Ids of those who said it."}
speaker_names = {type = "strings", help = "Their names, in the same order."}
act = {type = "string", help = "The speech act."}
words = {type = "text", help = "The words of the statement."}
is_hedged = {type = "boolean", help = "Whether this report distances itself from the statement."}
relay = {type = "nodes", help = "Ids of those through whom it reached the outlet, nearest to the outlet first."}
outlet = {type = "string", help = "The outlet of the report."}
published = {type = "day", help = "The day of the report."}
article = {type = "node", help = "Id of its article."}
start_offset = {type = "integer", help = "Where it says so, the beginning in the article's text."}
end_offset = {type = "integer", help = "Where they end (exclusive)."}

[view]
as = "timeline"
day = "day"
label = "status"
*/
MATCH (asked:Agreement)
WHERE asked.id IN $agreement
MATCH path = (agreement:Agreement)-[:PART_OF*0..3]->(asked)
WHERE all(step IN relationships(path)
          WHERE step.known_on <= $as_of AND coalesce(step.known_until, 'never') > $as_of)
WITH DISTINCT agreement
MATCH (article:Article)-[report:REPORTS]->(agreement)
WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
  AND coalesce(article.published, '0001-01-01') >= $since
  AND coalesce(article.published, '0001-01-01') <= $until
OPTIONAL MATCH (statement:Statement)
WHERE statement.id = report.statement
OPTIONAL MATCH (statement)-[told:REPORTED_IN]->(article)
WHERE told.known_on <= $as_of AND coalesce(told.known_until, 'never') > $as_of
WITH agreement, article, report, statement, told
ORDER BY told.start_offset
WITH agreement, article, report, statement,
     collect({words: told.words, is_hedged: told.is_hedged, relay: coalesce(told.relay, [])})[0] AS first
OPTIONAL MATCH (speaker:Person|Institution)-[stated:STATED]->(statement)
WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
WITH agreement, article, report, statement, first, speaker
ORDER BY speaker.id
WITH agreement, article, report, statement, first,
     collect(speaker.id) AS speakers,
     collect(speaker.name) AS speaker_names
RETURN coalesce(article.published, '') AS day,
       agreement.id AS agreement,
       agreement.name AS agreement_name,
       report.status AS status,
       report.date AS date,
       coalesce(statement.id, '') AS statement,
       speakers,
       speaker_names,
       coalesce(statement.act, '') AS act,
       coalesce(first.words, '') AS words,
       coalesce(first.is_hedged, false) AS is_hedged,
       first.relay AS relay,
       article.outlet AS outlet,
       article.published AS published,
       article.id AS article,
       toInteger(split(report.spans[0], '-')[0]) AS start_offset,
       toInteger(split(report.spans[size(report.spans) - 1], '-')[1]) AS end_offset
ORDER BY day, agreement, article, start_offset, statement, status, report.id
LIMIT $limit
