/* Flows between partners (after Sankey): ribbons as thick as what flows, between nodes
 * in layers.  A node stands one layer after the last that feeds it; in its layer nodes
 * are ordered by where their flows come from, so that few ribbons cross. */
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "layout/chart_frame.h"
#include "layout/draw.h"

enum { NODE = 7000, NODE_GAP = 9000, NAME_GAP = 4000, MOST_LAYERS = 12 };

typedef struct {
    const char *name;
    int layer, index;
    double in, out;
    double wanted;   /* the mean place of what it is joined to */
    Mpt top, bottom; /* on paper */
    Mpt in_used, out_used;
    Role role;
    bool has_role;
} Node;

typedef struct {
    Node *from, *to;
    double value;
    const ChartPoint *point;
    Role role;
} Link;

typedef struct {
    Plot *plot;
    Node *nodes;
    Link *links;
    int node_count, link_count, layers;
    Node **sorted; /* by layer, then place */
    double scale;  /* thousandths of a point for a unit */
    Mpt left, right;
} Flows;

/* ---- nodes and layers ---- */

static Node *find_node(Flows *flows, Map *map, const char *name) {
    Node *node = map_get(map, name);
    if (node) return node;
    node = &flows->nodes[flows->node_count];
    *node = (Node){.name = name, .index = flows->node_count++};
    map_put(map, name, node);
    return node;
}

static void read_links(Flows *flows) {
    const Chart *chart = flows->plot->chart;
    Arena *arena = flows->plot->setter->arena;
    Map *map = map_new(arena);
    int total = 0, dropped = 0;
    for (int s = 0; s < chart->series_count; s++)
        total += chart->series[s].point_count;
    flows->nodes = arena_array(arena, 2 * total + 1, sizeof *flows->nodes);
    flows->links = arena_array(arena, total + 1, sizeof *flows->links);
    flows->sorted = arena_array(arena, 2 * total + 1, sizeof(Node *));
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            /* What is smaller has no thickness that a double could hold. */
            if (!(point->y > 1e-290) || !isfinite(point->y) || !point->name ||
                !point->to) {
                dropped += isfinite(point->y) && point->y != 0;
                continue;
            }
            Link *link = &flows->links[flows->link_count++];
            *link = (Link){find_node(flows, map, point->name),
                           find_node(flows, map, point->to), point->y, point,
                           point->highlight ? ROLE_ACCENT : chart->series[s].role};
            link->from->out += point->y;
            link->to->in += point->y;
        }
    if (dropped > 0)
        plot_warn(flows->plot, "%d flow%s below 0 or without both ends: left out",
                  dropped, dropped == 1 ? "" : "s");
}

/* False when flows run in a circle. */
static bool find_layers(Flows *flows) {
    bool moved = true;
    for (int pass = 0; pass <= MOST_LAYERS && moved; pass++) {
        moved = false;
        for (int i = 0; i < flows->link_count; i++) {
            Link *link = &flows->links[i];
            if (link->to->layer > link->from->layer) continue;
            link->to->layer = link->from->layer + 1;
            moved = true;
        }
    }
    for (int i = 0; i < flows->node_count; i++)
        if (flows->nodes[i].layer >= flows->layers)
            flows->layers = flows->nodes[i].layer + 1;
    return !moved;
}

static int by_place(const void *a, const void *b) {
    const Node *left = *(Node *const *) a, *right = *(Node *const *) b;
    if (left->layer != right->layer) return left->layer - right->layer;
    if (left->wanted != right->wanted) return left->wanted < right->wanted ? -1 : 1;
    return left->index - right->index;
}

static double weight(const Node *node) {
    return fmax(node->in, node->out);
}

/* ---- places ---- */

/* One scale for all layers: the fullest one fills the height. */
static void find_scale(Flows *flows) {
    Mpt height = flows->plot->bottom - flows->plot->top;
    flows->scale = INFINITY;
    for (int layer = 0; layer < flows->layers; layer++) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < flows->node_count; i++) {
            if (flows->nodes[i].layer != layer) continue;
            sum += weight(&flows->nodes[i]);
            count++;
        }
        double room = fmax(height - (count - 1) * (double) NODE_GAP, height / 4.0);
        if (sum > 0) flows->scale = fmin(flows->scale, room / sum);
    }
}

/* Sets the nodes of each layer under each other, the layer in the middle. */
static void stack_nodes(Flows *flows) {
    const Plot *plot = flows->plot;
    for (int i = 0; i < flows->node_count;) {
        int layer = flows->sorted[i]->layer, end = i;
        double sum = 0;
        for (; end < flows->node_count && flows->sorted[end]->layer == layer; end++)
            sum += weight(flows->sorted[end]) * flows->scale;
        int gaps = end - i - 1;
        Mpt room = plot->bottom - plot->top - (Mpt) sum;
        Mpt gap = gaps > 0 ? room / gaps : 0;
        gap = gap > NODE_GAP ? NODE_GAP : gap;
        Mpt y = plot->top + (room - gap * gaps) / 2;
        for (; i < end; i++) {
            Node *node = flows->sorted[i];
            node->top = y;
            node->bottom = y + (Mpt) (weight(node) * flows->scale);
            y = node->bottom + gap;
        }
    }
}

/* Orders layers by the means of their neighbours', forwards and backwards. */
static void order_nodes(Flows *flows) {
    for (int i = 0; i < flows->node_count; i++) {
        flows->sorted[i] = &flows->nodes[i];
        flows->nodes[i].wanted = -weight(&flows->nodes[i]);
    }
    qsort(flows->sorted, (size_t) flows->node_count, sizeof(Node *), by_place);
    stack_nodes(flows);
    for (int pass = 0; pass < 6; pass++) {
        double *sums = arena_array(flows->plot->setter->arena,
                                   2 * flows->node_count + 1, sizeof *sums);
        for (int i = 0; i < flows->link_count; i++) {
            const Link *link = &flows->links[i];
            Node *moved = pass % 2 == 0 ? link->to : link->from;
            const Node *held = pass % 2 == 0 ? link->from : link->to;
            sums[2 * moved->index] +=
                link->value * (held->top / 2.0 + held->bottom / 2.0);
            sums[2 * moved->index + 1] += link->value;
        }
        for (int i = 0; i < flows->node_count; i++) {
            Node *node = &flows->nodes[i];
            double total = sums[2 * i + 1];
            node->wanted =
                total > 0 ? sums[2 * i] / total : node->top / 2.0 + node->bottom / 2.0;
        }
        qsort(flows->sorted, (size_t) flows->node_count, sizeof(Node *), by_place);
        stack_nodes(flows);
    }
}

static int by_ends(const void *a, const void *b) {
    const Link *left = a, *right = b;
    if (left->from->top != right->from->top)
        return left->from->top < right->from->top ? -1 : 1;
    if (left->to->top != right->to->top) return left->to->top < right->to->top ? -1 : 1;
    return left->point < right->point ? -1 : left->point > right->point;
}

/* ---- drawing ---- */

static Mpt node_x(const Flows *flows, const Node *node) {
    Mpt room = flows->right - NODE - flows->left;
    return flows->left + (flows->layers > 1 ? (Mpt) ((int64_t) room * node->layer /
                                                     (flows->layers - 1))
                                            : 0);
}

static void draw_links(Flows *flows) {
    Plot *plot = flows->plot;
    qsort(flows->links, (size_t) flows->link_count, sizeof *flows->links, by_ends);
    for (int i = 0; i < flows->link_count; i++) {
        Link *link = &flows->links[i];
        Mpt thick = (Mpt) (link->value * flows->scale);
        Point from = {node_x(flows, link->from) + NODE,
                      link->from->top + link->from->out_used};
        Point to = {node_x(flows, link->to), link->to->top + link->to->in_used};
        link->from->out_used += thick;
        link->to->in_used += thick;
        draw_ribbon(plot->setter->arena, plot->strip, plot->figure, from,
                    from.y + thick, to, to.y + thick,
                    colour_tint(plot_colour(plot, link->role), 330));
        if (!link->from->has_role || link->role == ROLE_ACCENT)
            link->from->role = link->role;
        link->from->has_role = true;
        if (!link->to->has_role) link->to->role = ROLE_CONTEXT;
        link->to->has_role = true;
    }
}

static void draw_nodes(Flows *flows) {
    Plot *plot = flows->plot;
    for (int i = 0; i < flows->node_count; i++) {
        const Node *node = &flows->nodes[i];
        Mpt height = node->bottom - node->top;
        draw_rect(plot->setter->arena, plot->strip, plot->figure, node_x(flows, node),
                  node->top, NODE, height < 400 ? 400 : height,
                  plot_colour(plot, node->role));
    }
}

/* Its name and what flows through it. */
static const char *node_text(const Flows *flows, const Node *node) {
    const Plot *plot = flows->plot;
    return arena_print(plot->setter->arena, "%s\xC2\xA0 %s", node->name,
                       scale_text(plot->setter->arena, plot->chart, weight(node),
                                  plot->chart->places));
}

/* Names beside the nodes of a layer: outside for the first and last, else over the
 * ribbons behind the node. */
static void name_layer(Flows *flows, int layer) {
    Plot *plot = flows->plot;
    EndLabel *labels =
        arena_array(plot->setter->arena, flows->node_count + 1, sizeof *labels);
    int count = 0;
    Mpt x = 0;
    for (int i = 0; i < flows->node_count; i++) {
        const Node *node = flows->sorted[i];
        if (node->layer != layer) continue;
        x = node_x(flows, node);
        labels[count++] = (EndLabel){.text = node_text(flows, node),
                                     .colour = plot->label.colour,
                                     .bold = true,
                                     .wanted = node->top / 2 + node->bottom / 2};
    }
    bool first = layer == 0;
    Mpt left = first ? plot->x : x + NODE + NAME_GAP;
    Mpt right = first ? x - NAME_GAP : plot->x + plot->width;
    plot_end_labels(plot, labels, count, left, right - left, plot->top, plot->bottom,
                    first ? ALIGN_RIGHT : ALIGN_LEFT);
}

static Mpt layer_room(const Flows *flows, int layer) {
    Mpt widest = 0, most = flows->plot->width / 4;
    for (int i = 0; i < flows->node_count; i++) {
        if (flows->nodes[i].layer != layer) continue;
        const Shaped *name =
            plot_shape(flows->plot, node_text(flows, &flows->nodes[i]), true);
        widest = name && name->width > widest ? name->width : widest;
    }
    return (widest > most ? most : widest) + NAME_GAP + 500;
}

void chart_flow_draw(Plot *plot) {
    Flows flows = {.plot = plot};
    read_links(&flows);
    if (flows.link_count == 0) {
        plot_warn(plot, "a chart of flows needs values above 0 with 'name' and 'to'");
        return;
    }
    if (!find_layers(&flows)) {
        plot_warn(plot, "the flows run in a circle: give what comes in and what goes "
                        "out names of their own");
        return;
    }
    find_scale(&flows);
    order_nodes(&flows);
    flows.left = plot->x + layer_room(&flows, 0);
    flows.right = plot->x + plot->width - layer_room(&flows, flows.layers - 1);
    draw_links(&flows);
    draw_nodes(&flows);
    for (int layer = 0; layer < flows.layers; layer++)
        name_layer(&flows, layer);
}
