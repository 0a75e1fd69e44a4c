/*
title = "What was known on a day"
question = "How did events and agreements stand by the reports of a given day and before?"
tags = ["sources", "events", "agreements"]

[parameters]
as_of = {type = "day", required = true, example = "2025-06-08", help = "The day: only what had been reported by then."}
about = {type = "nodes", default = [], kinds = ["Event", "Agreement"], help = "Only these."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
topic = {type = "node", help = "Id of the event or agreement."}
topic_name = {type = "string", help = "Its name."}
topic_kind = {type = "string", help = "Its node kind."}
status = {type = "string", help = "Where it stood by the latest report until then."}
day = {type = "day", help = "The day of that report."}
date = {type = "string", help = "The date that it tells, as told."}
statement = {type = "node", help = "Id of the statement that says so; empty where the outlet itself does."}
outlet = {type = "string", help = "The outlet of that report."}
article = {type = "node", help = "Id of its article."}
start_offset = {type = "integer", help = "Where it says so, the beginning in the article's text."}
end_offset = {type = "integer", help = "Where they end (exclusive)."}
report_count = {type = "integer", help = "How many reports of its standing there were by then."}

[view]
as = "table"
day = "day"
label = "status"
*/
MATCH (article:Article)-[report:REPORTS]->(topic:Event|Agreement)
WHERE report.known_on <= $as_of AND coalesce(report.known_until, 'never') > $as_of
  AND (size($about) = 0 OR topic.id IN $about)
WITH topic, article, report
ORDER BY report.known_on DESC, article.id, report.id
WITH topic,
     collect({status: report.status, day: report.known_on, date: report.date,
              statement: CASE WHEN report.statement = '-' THEN '' ELSE report.statement END,
              outlet: article.outlet, article: article.id,
              start_offset: toInteger(split(report.spans[0], '-')[0]),
              end_offset: toInteger(split(report.spans[size(report.spans) - 1], '-')[1])}) AS reports
WITH topic, reports[0] AS latest, size(reports) AS report_count
RETURN topic.id AS topic,
       topic.name AS topic_name,
       labels(topic)[0] AS topic_kind,
       latest.status AS status,
       latest.day AS day,
       latest.date AS date,
       latest.statement AS statement,
       latest.outlet AS outlet,
       latest.article AS article,
       latest.start_offset AS start_offset,
       latest.end_offset AS end_offset,
       report_count
ORDER BY topic
LIMIT $limit
