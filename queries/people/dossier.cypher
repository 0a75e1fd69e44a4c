/*
title = "The dossier of a person or body"
question = "Which offices, roles and parts has somebody had, and on what does each stand?"
tags = ["people"]

[parameters]
actor = {type = "nodes", required = true, kinds = ["Person", "Institution"], example = "Volodymyr Medinsky", help = "The person or institution."}
as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
actor = {type = "node", help = "Id of the person or institution."}
actor_name = {type = "string", help = "The name."}
what = {type = "string", help = "The kind of the tie: HOLDS_OFFICE, ACTS_FOR, PART_OF, PARTICIPATED_IN, PARTY_TO."}
role = {type = "string", help = "The title of the office, or the role."}
target = {type = "node", help = "Id of the institution, event or agreement."}
target_name = {type = "string", help = "Its name."}
target_kind = {type = "string", help = "Its node kind."}
since = {type = "day", help = "From when: as told, else the first day that it was reported."}
until = {type = "day", help = "Until when: as told, else the last day that it was reported."}
is_former = {type = "boolean", help = "Whether it is reported as past."}
basis = {type = "string", help = "On what it stands: read, knowledge, inferred, judged."}
known_on = {type = "day", help = "Since when it is known."}
articles = {type = "nodes", help = "Ids of the articles that it stands on, at most 40."}
edge = {type = "edges", help = "Id of the edge."}

[view]
as = "table"
day = "since"
label = "role"
*/
MATCH (actor:Person|Institution)-[tie:HOLDS_OFFICE|ACTS_FOR|PART_OF|PARTICIPATED_IN|PARTY_TO]->(target)
WHERE actor.id IN $actor
  AND tie.known_on <= $as_of AND coalesce(tie.known_until, 'never') > $as_of
RETURN actor.id AS actor,
       actor.name AS actor_name,
       type(tie) AS what,
       coalesce(tie.title, tie.role, '') AS role,
       target.id AS target,
       target.name AS target_name,
       labels(target)[0] AS target_kind,
       coalesce(tie.since, tie.first_seen, target.first_day, '') AS since,
       coalesce(tie.until, tie.last_seen, target.last_day, '') AS until,
       coalesce(tie.is_former, false) AS is_former,
       tie.basis AS basis,
       tie.known_on AS known_on,
       coalesce(tie.articles, []) AS articles,
       tie.id AS edge
ORDER BY actor, what, since, target, edge
LIMIT $limit
