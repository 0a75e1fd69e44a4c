/*
title = "Hedged and relayed statements"
question = "Which reports distance themselves from what they report, or have it from somebody else?"
tags = ["sources", "statements"]

[parameters]
outlet = {type = "string", default = "", help = "Only reports of this outlet."}
about = {type = "nodes", default = [], kinds = ["Event", "Agreement", "Person", "Institution", "Place"], help = "Only statements about these."}
what = {type = "choice", default = "either", choices = ["either", "hedged", "relayed"], help = "Which of the two."}
since = {type = "day", default = 0001-01-01, help = "Leave out what was said before this day; what has no day stays only without it."}
until = {type = "day", default = 9999-12-31, help = "Leave out what was said after this day."}
as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
statement = {type = "node", help = "Id of the statement."}
day = {type = "day", help = "The day of the report."}
speakers = {type = "nodes", help = "Ids of those who said it; empty where that cannot be told."}
speaker_names = {type = "strings", help = "Their names, in the same order."}
act = {type = "string", help = "The speech act that this report ascribes."}
words = {type = "text", help = "The content in the words of this report."}
is_hedged = {type = "boolean", help = "Whether this report distances itself from it."}
hedge_cue = {type = "string", help = "The hedging word."}
relay = {type = "nodes", help = "Ids of those through whom it reached the outlet, nearest to the outlet first."}
relay_names = {type = "strings", help = "Their names, in the same order."}
outlet = {type = "string", help = "The outlet of the report."}
published = {type = "day", help = "The day of the report."}
article = {type = "node", help = "Id of its article."}
start_offset = {type = "integer", help = "Where the words begin in the article's text."}
end_offset = {type = "integer", help = "Where they end (exclusive)."}
source_count = {type = "integer", help = "How many independent sources carry the statement, as known today."}

[view]
as = "table"
day = "day"
label = "words"
*/
MATCH (statement:Statement)-[report:REPORTED_IN]->(article:Article)
WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
  AND ($outlet = '' OR article.outlet = $outlet)
  AND coalesce(article.published, '0001-01-01') >= $since
  AND coalesce(article.published, '0001-01-01') <= $until
  AND (($what <> 'relayed' AND report.is_hedged)
       OR ($what <> 'hedged' AND size(coalesce(report.relay, [])) > 0))
  AND (size($about) = 0 OR EXISTS {
    MATCH (statement)-[about:ABOUT]->(topic)
    WHERE topic.id IN $about AND about.known_on <= $as_of AND coalesce(about.known_until, 'never') > $as_of
  })
OPTIONAL MATCH (speaker:Person|Institution)-[stated:STATED]->(statement)
WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
WITH statement, report, article, speaker, stated
ORDER BY speaker.id
WITH statement, report, article,
     collect(speaker.id) AS speakers,
     collect(speaker.name) AS speaker_names,
     collect(stated.office) AS offices
OPTIONAL MATCH (statement)-[relayed:RELAYED_BY {article: article.id}]->(source:Person|Institution)
WHERE relayed.known_on <= $as_of AND coalesce(relayed.known_until, 'never') > $as_of
WITH statement, report, article, speakers, speaker_names, relayed, source
ORDER BY relayed.position, source.id
WITH statement, report, article, speakers, speaker_names,
     collect(source.name) AS relay_names
RETURN statement.id AS statement,
       coalesce(article.published, '') AS day,
       speakers,
       speaker_names,
       report.act AS act,
       report.words AS words,
       report.is_hedged AS is_hedged,
       coalesce(report.hedge_cue, '') AS hedge_cue,
       coalesce(report.relay, []) AS relay,
       relay_names,
       article.outlet AS outlet,
       article.published AS published,
       article.id AS article,
       report.start_offset AS start_offset,
       report.end_offset AS end_offset,
       statement.source_count AS source_count
ORDER BY day, statement, article, start_offset
LIMIT $limit
