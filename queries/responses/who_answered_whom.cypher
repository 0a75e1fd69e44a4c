/*
title = "Who answered whom"
question = "Who answered whom, when, and in what words?"
tags = ["responses"]

[parameters]
responder = {type = "nodes", default = [], kinds = ["Person", "Institution"], help = "Only answers by these."}
answered = {type = "nodes", default = [], kinds = ["Person", "Institution"], help = "Only answers to these."}
about = {type = "nodes", default = [], kinds = ["Event", "Agreement", "Person", "Institution", "Place"], help = "Only answers about these."}
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
answered_statement = {type = "node", help = "Id of the statement that it answers; empty where only the actor answered is told."}
answered = {type = "nodes", help = "Ids of those who were answered."}
answered_names = {type = "strings", help = "Their names, in the same order."}
answered_words = {type = "text", help = "What they had said, in the words of its earliest report."}
signal = {type = "string", help = "How the report shows that it is an answer."}
cue = {type = "string", help = "The words that show it."}
confidence = {type = "float", help = "How sure the reader is that it is an answer, 0 to 1."}

[view]
as = "lanes"
day = "day"
from = "speakers"
to = "answered"
label = "words"
*/
CALL {
  MATCH (statement:Statement)-[response:RESPONDS_TO]->(earlier:Statement)
  WHERE response.known_on <= $as_of AND coalesce(response.known_until, 'never') > $as_of
  OPTIONAL MATCH (actor:Person|Institution)-[stated:STATED]->(earlier)
  WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
  WITH statement, response, earlier, actor
  ORDER BY actor.id
  WITH statement, response, earlier, collect(actor.id) AS answered, collect(actor.name) AS answered_names
  RETURN statement, answered, answered_names,
         earlier.id AS answered_statement, earlier.text AS answered_words,
         response.signal AS signal, response.cue AS cue, response.confidence AS confidence
  UNION
  MATCH (statement:Statement)-[response:ANSWERS]->(actor:Person|Institution)
  WHERE response.known_on <= $as_of AND coalesce(response.known_until, 'never') > $as_of
  RETURN statement, [actor.id] AS answered, [actor.name] AS answered_names,
         '' AS answered_statement, '' AS answered_words,
         'explicit' AS signal, response.cue AS cue, response.confidence AS confidence
}
WITH statement, answered, answered_names, answered_statement, answered_words, signal, cue, confidence
WHERE coalesce(statement.said_on, statement.reported_on, '0001-01-01') >= $since
  AND coalesce(statement.said_on, statement.reported_on, '0001-01-01') <= $until
  AND (size($answered) = 0 OR any(id IN answered WHERE id IN $answered))
  AND (size($about) = 0 OR EXISTS {
    MATCH (statement)-[about:ABOUT]->(topic)
    WHERE topic.id IN $about AND about.known_on <= $as_of AND coalesce(about.known_until, 'never') > $as_of
  })
OPTIONAL MATCH (speaker:Person|Institution)-[stated:STATED]->(statement)
WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
WITH statement, answered, answered_names, answered_statement, answered_words, signal, cue, confidence, speaker, stated
ORDER BY speaker.id
WITH statement, answered, answered_names, answered_statement, answered_words, signal, cue, confidence,
     collect(speaker.id) AS speakers,
     collect(speaker.name) AS speaker_names,
     collect(stated.office) AS offices
WHERE size($responder) = 0 OR any(id IN speakers WHERE id IN $responder)
MATCH (statement)-[report:REPORTED_IN]->(article:Article)
WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
WITH statement, answered, answered_names, answered_statement, answered_words, signal, cue, confidence, speakers, speaker_names, offices, report, article
ORDER BY report.known_on, article.id, report.start_offset
WITH statement, answered, answered_names, answered_statement, answered_words, signal, cue, confidence, speakers, speaker_names, offices,
     collect({words: report.words, is_hedged: report.is_hedged, relay: coalesce(report.relay, []),
              outlet: article.outlet, published: article.published, article: article.id,
              start_offset: report.start_offset, end_offset: report.end_offset}) AS reports
WITH statement, answered, answered_names, answered_statement, answered_words, signal, cue, confidence, speakers, speaker_names, offices,
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
       answered_statement,
       answered,
       answered_names,
       answered_words,
       signal,
       cue,
       confidence
ORDER BY day, statement, answered_statement, answered[0]
LIMIT $limit
