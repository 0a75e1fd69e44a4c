/*
title = "The timeline of an event"
question = "What happened and what was said at a round of talks or another event, before and after it?"
tags = ["events"]

[parameters]
event = {type = "nodes", required = true, kinds = ["Event"], example = "Istanbul talks", help = "The event; the rounds before and after it come with it."}
since = {type = "day", default = 0001-01-01, help = "Leave out what was said before this day; what has no day stays only without it."}
until = {type = "day", default = 9999-12-31, help = "Leave out what was said after this day."}
as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
day = {type = "day", help = "The day of the entry."}
entry = {type = "string", help = "status (the outlet's own report) or statement."}
event = {type = "node", help = "Id of the event."}
event_name = {type = "string", help = "Its name."}
event_date = {type = "string", help = "Its date, as told."}
status = {type = "string", help = "Where the event stands according to this entry."}
statement = {type = "node", help = "Id of the statement; empty for the outlet's own report."}
speakers = {type = "nodes", help = "Ids of those who said it."}
speaker_names = {type = "strings", help = "Their names, in the same order."}
act = {type = "string", help = "The speech act."}
words = {type = "text", help = "What was said, in the words of the earliest report."}
is_hedged = {type = "boolean", help = "Whether that report distances itself from it."}
relay = {type = "nodes", help = "Ids of those through whom it reached the outlet, nearest to the outlet first."}
outlet = {type = "string", help = "The outlet of the earliest report."}
published = {type = "day", help = "The day of the earliest report."}
article = {type = "node", help = "Id of its article."}
start_offset = {type = "integer", help = "Where it says so, the beginning in the article's text."}
end_offset = {type = "integer", help = "Where they end (exclusive)."}

[view]
as = "timeline"
day = "day"
label = "words"
*/
MATCH (asked:Event)
WHERE asked.id IN $event
MATCH path = (asked)-[:FOLLOWS*0..8]-(event:Event)
WHERE all(step IN relationships(path)
          WHERE step.known_on <= $as_of AND coalesce(step.known_until, 'never') > $as_of)
WITH DISTINCT event
CALL {
  WITH event
  MATCH (article:Article)-[report:REPORTS]->(event)
  WHERE report.statement = '-'
    AND report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
  RETURN coalesce(article.published, '') AS day, 'status' AS entry, report.status AS status,
         '' AS statement, [] AS speakers, [] AS speaker_names, '' AS act, '' AS words,
         false AS is_hedged, [] AS relay, article.outlet AS outlet, article.published AS published,
         article.id AS article,
         toInteger(split(report.spans[0], '-')[0]) AS start_offset,
         toInteger(split(report.spans[size(report.spans) - 1], '-')[1]) AS end_offset
  UNION
  WITH event
  MATCH (statement:Statement)-[about:ABOUT]->(event)
  WHERE about.known_on <= $as_of AND coalesce(about.known_until, 'never') > $as_of
  OPTIONAL MATCH (speaker:Person|Institution)-[stated:STATED]->(statement)
  WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
  WITH about, statement, speaker
  ORDER BY speaker.id
  WITH about, statement, collect(speaker.id) AS speakers, collect(speaker.name) AS speaker_names
  MATCH (statement)-[report:REPORTED_IN]->(article:Article)
  WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
  WITH about, statement, speakers, speaker_names, report, article
  ORDER BY report.known_on, article.id, report.start_offset
  WITH about, statement, speakers, speaker_names,
       collect({words: report.words, is_hedged: report.is_hedged, relay: coalesce(report.relay, []),
                outlet: article.outlet, published: article.published, article: article.id,
                start_offset: report.start_offset, end_offset: report.end_offset}) AS reports
  WITH about, statement, speakers, speaker_names, reports[0] AS earliest
  RETURN coalesce(statement.said_on, statement.reported_on, '') AS day, 'statement' AS entry,
         coalesce(about.status, '') AS status,
         statement.id AS statement, speakers, speaker_names, statement.act AS act,
         earliest.words AS words, earliest.is_hedged AS is_hedged, earliest.relay AS relay,
         earliest.outlet AS outlet, earliest.published AS published, earliest.article AS article,
         earliest.start_offset AS start_offset, earliest.end_offset AS end_offset
}
WITH event, day, entry, status, statement, speakers, speaker_names, act, words, is_hedged, relay,
     outlet, published, article, start_offset, end_offset
WHERE (day >= $since OR (day = '' AND $since = '0001-01-01')) AND day <= $until
RETURN DISTINCT day, entry, event.id AS event, event.name AS event_name, event.date AS event_date, status,
       statement, speakers, speaker_names, act, words, is_hedged, relay,
       outlet, published, article, start_offset, end_offset
ORDER BY day, event, entry, statement, article, start_offset, end_offset, status
LIMIT $limit
