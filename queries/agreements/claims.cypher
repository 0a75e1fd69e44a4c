/*
title = "Claims for and against"
question = "Who says that an agreement is being kept, and who says that it is not?"
tags = ["agreements", "statements"]

[parameters]
agreement = {type = "nodes", required = true, kinds = ["Agreement"], example = "return of bodies", help = "The agreement; its terms come with it."}
stance = {type = "choice", default = "", vocabulary = "stance", help = "Only this stance."}
since = {type = "day", default = 0001-01-01, help = "Leave out what was said before this day; what has no day stays only without it."}
until = {type = "day", default = 9999-12-31, help = "Leave out what was said after this day."}
as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
agreement = {type = "node", help = "Id of the agreement, or of a term of it."}
agreement_name = {type = "string", help = "Its name."}
stance = {type = "string", help = "How the statement stands to its being kept."}
side = {type = "string", help = "for, against or open, after the stance; no verdict."}
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
source_count = {type = "integer", help = "How many independent sources carry it, as known today."}

[view]
as = "claims"
day = "day"
label = "words"
*/
MATCH (asked:Agreement)
WHERE asked.id IN $agreement
MATCH path = (agreement:Agreement)-[:PART_OF*0..3]->(asked)
WHERE all(step IN relationships(path)
          WHERE step.known_on <= $as_of AND coalesce(step.known_until, 'never') > $as_of)
WITH DISTINCT agreement
MATCH (agreement)<-[about:ABOUT]-(statement:Statement)
WHERE about.known_on <= $as_of AND coalesce(about.known_until, 'never') > $as_of
  AND coalesce(about.stance, 'none') <> 'none'
  AND ($stance = '' OR about.stance = $stance)
  AND coalesce(statement.said_on, statement.reported_on, '0001-01-01') >= $since
  AND coalesce(statement.said_on, statement.reported_on, '0001-01-01') <= $until
WITH agreement, about.stance AS stance, statement
OPTIONAL MATCH (speaker:Person|Institution)-[stated:STATED]->(statement)
WHERE stated.known_on <= $as_of AND coalesce(stated.known_until, 'never') > $as_of
WITH agreement, stance, statement, speaker, stated
ORDER BY speaker.id
WITH agreement, stance, statement,
     collect(speaker.id) AS speakers,
     collect(speaker.name) AS speaker_names,
     collect(stated.office) AS offices
MATCH (statement)-[report:REPORTED_IN]->(article:Article)
WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
WITH agreement, stance, statement, speakers, speaker_names, offices, report, article
ORDER BY report.known_on, article.id, report.start_offset
WITH agreement, stance, statement, speakers, speaker_names, offices,
     collect({words: report.words, is_hedged: report.is_hedged, relay: coalesce(report.relay, []),
              outlet: article.outlet, published: article.published, article: article.id,
              start_offset: report.start_offset, end_offset: report.end_offset}) AS reports
WITH agreement, stance, statement, speakers, speaker_names, offices,
     reports[0] AS earliest,
     size(reports) AS report_count
RETURN agreement.id AS agreement,
       agreement.name AS agreement_name,
       stance,
       CASE
         WHEN stance IN ['promises', 'reports_doing', 'denies'] THEN 'for'
         WHEN stance = 'reports_breach' THEN 'against'
         ELSE 'open'
       END AS side,
       statement.id AS statement,
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
       statement.source_count AS source_count
ORDER BY day, statement, agreement
LIMIT $limit
