/*
title = "How two are connected"
question = "How are A and B connected, by at most three steps?"
tags = ["networks"]

[parameters]
start = {type = "node", required = true, kinds = ["Person", "Institution", "Event", "Agreement"], example = "Dmitry Peskov", help = "Where the paths begin."}
goal = {type = "node", required = true, kinds = ["Person", "Institution", "Event", "Agreement"], example = "Ukraine", help = "Where they end."}
hops = {type = "integer", default = 3, help = "At most this many steps, 1 to 3."}
as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
limit = {type = "integer", default = 100, help = "At most this many rows."}

[columns]
hops = {type = "integer", help = "How many steps the path has."}
nodes = {type = "nodes", help = "Ids of the nodes on it, in order."}
node_names = {type = "strings", help = "Their names."}
edge_kinds = {type = "strings", help = "The kinds of the edges on it, in order."}
edge_starts = {type = "nodes", help = "For each edge the id of the node that it goes out from."}
edges = {type = "edges", help = "Ids of the edges."}
article_counts = {type = "integers", help = "On how many articles each edge stands."}
weakest = {type = "integer", help = "The smallest of these: the path is no better than that."}

[view]
as = "paths"
label = "node_names"
*/
CALL {
  MATCH (start:Person|Institution|Event|Agreement {id: $start})
  MATCH (goal:Person|Institution|Event|Agreement {id: $goal})
  MATCH (start)
        -[first:RESPONDED_TO|SPOKE_ABOUT|PARTICIPATED_IN|PARTY_TO|HOLDS_OFFICE|ACTS_FOR|PART_OF|REACHED_AT|IMPLEMENTS|FOLLOWS]-(goal)
  WHERE first.known_on <= $as_of AND coalesce(first.known_until, 'never') > $as_of
  RETURN 1 AS hops,
         [start.id, goal.id] AS nodes,
         [start.name, goal.name] AS node_names,
         [type(first)] AS edge_kinds,
         [startNode(first).id] AS edge_starts,
         [first.id] AS edges,
         [coalesce(first.article_count, 0)] AS article_counts
  UNION
  MATCH (start:Person|Institution|Event|Agreement {id: $start})
  MATCH (goal:Person|Institution|Event|Agreement {id: $goal})
  MATCH (start)
        -[first:RESPONDED_TO|SPOKE_ABOUT|PARTICIPATED_IN|PARTY_TO|HOLDS_OFFICE|ACTS_FOR|PART_OF|REACHED_AT|IMPLEMENTS|FOLLOWS]-(one:Person|Institution|Event|Agreement)
        -[second:RESPONDED_TO|SPOKE_ABOUT|PARTICIPATED_IN|PARTY_TO|HOLDS_OFFICE|ACTS_FOR|PART_OF|REACHED_AT|IMPLEMENTS|FOLLOWS]-(goal)
  WHERE first.known_on <= $as_of AND coalesce(first.known_until, 'never') > $as_of
    AND second.known_on <= $as_of AND coalesce(second.known_until, 'never') > $as_of
    AND one.id <> $start AND one.id <> $goal
    AND $hops >= 2
  RETURN 2 AS hops,
         [start.id, one.id, goal.id] AS nodes,
         [start.name, one.name, goal.name] AS node_names,
         [type(first), type(second)] AS edge_kinds,
         [startNode(first).id, startNode(second).id] AS edge_starts,
         [first.id, second.id] AS edges,
         [coalesce(first.article_count, 0), coalesce(second.article_count, 0)] AS article_counts
  UNION
  MATCH (start:Person|Institution|Event|Agreement {id: $start})
  MATCH (goal:Person|Institution|Event|Agreement {id: $goal})
  MATCH (start)
        -[first:RESPONDED_TO|SPOKE_ABOUT|PARTICIPATED_IN|PARTY_TO|HOLDS_OFFICE|ACTS_FOR|PART_OF|REACHED_AT|IMPLEMENTS|FOLLOWS]-(one:Person|Institution|Event|Agreement)
        -[second:RESPONDED_TO|SPOKE_ABOUT|PARTICIPATED_IN|PARTY_TO|HOLDS_OFFICE|ACTS_FOR|PART_OF|REACHED_AT|IMPLEMENTS|FOLLOWS]-(two:Person|Institution|Event|Agreement)
        -[third:RESPONDED_TO|SPOKE_ABOUT|PARTICIPATED_IN|PARTY_TO|HOLDS_OFFICE|ACTS_FOR|PART_OF|REACHED_AT|IMPLEMENTS|FOLLOWS]-(goal)
  WHERE first.known_on <= $as_of AND coalesce(first.known_until, 'never') > $as_of
    AND second.known_on <= $as_of AND coalesce(second.known_until, 'never') > $as_of
    AND third.known_on <= $as_of AND coalesce(third.known_until, 'never') > $as_of
    AND one.id <> $start AND one.id <> $goal
    AND two.id <> $start AND two.id <> $goal AND one.id <> two.id
    AND $hops >= 3
  RETURN 3 AS hops,
         [start.id, one.id, two.id, goal.id] AS nodes,
         [start.name, one.name, two.name, goal.name] AS node_names,
         [type(first), type(second), type(third)] AS edge_kinds,
         [startNode(first).id, startNode(second).id, startNode(third).id] AS edge_starts,
         [first.id, second.id, third.id] AS edges,
         [coalesce(first.article_count, 0), coalesce(second.article_count, 0), coalesce(third.article_count, 0)] AS article_counts
}
WITH hops, nodes, node_names, edge_kinds, edge_starts, edges, article_counts,
     reduce(least = 999999, count IN article_counts |
            CASE WHEN count < least THEN count ELSE least END) AS weakest
RETURN hops, nodes, node_names, edge_kinds, edge_starts, edges, article_counts, weakest
ORDER BY hops, weakest DESC, edges
LIMIT $limit
