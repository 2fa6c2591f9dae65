# Spoils an XML file in one to three ways that keep most of its structure, in the same ways
# for the same seed: awk -v seed=17 -f mutate.awk FILE
#
# The file is read as tags and the text between them; so an element can be left out, said
# twice or moved, an attribute too, a number become one that nobody expects.

function roll(below) {
    state = (state * 16807) % 2147483647
    return int(state / 2147483647 * below)
}

function pick(list, count) { return list[1 + roll(count)] }

# part[1..parts]: tags and texts in turn.
function parse(whole,    at) {
    parts = 0
    while ((at = match(whole, /<[^>]*>/)) > 0) {
        if (at > 1) part[++parts] = substr(whole, 1, at - 1)
        part[++parts] = substr(whole, at, RLENGTH)
        whole = substr(whole, at + RLENGTH)
    }
    if (whole != "") part[++parts] = whole
}

function opens(i) { return part[i] ~ /^<[a-zA-Z]/ }
function closes(i) { return part[i] ~ /^<\// }
function is_text(i) { return part[i] !~ /^</ }

# A part for which a test holds; 0 when chance finds none.
function find(kind,    tries, i) {
    for (tries = 0; tries < 60; tries++) {
        i = 1 + roll(parts)
        if (kind == "open" && opens(i)) return i
        if (kind == "close" && closes(i)) return i
        if (kind == "text" && is_text(i) && part[i] ~ /[^ \n]/) return i
        if (kind == "attribute" && opens(i) && part[i] ~ /="/) return i
        if (kind == "number" && part[i] ~ /[0-9]/ && part[i] !~ /^<[?!]/) return i
    }
    return 0
}

# The last part of the element that part i opens.
function end_of(i,    depth, k) {
    for (k = i; k <= parts; k++) {
        if (opens(k) && part[k] !~ /\/>$/) depth++
        if (closes(k)) depth--
        if (depth <= 0) return k
    }
    return parts
}

function joined(from, to,    text, k) {
    for (k = from; k <= to; k++) text = text part[k]
    return text
}

# The attribute of tag i that chance takes: sets before, attribute, after.
function split_tag(i,    rest, count, k, at, wanted) {
    count = gsub(/="/, "=\"", part[i])
    wanted = 1 + roll(count)
    before = ""
    rest = part[i]
    for (k = 1; (at = match(rest, /[^ \n<]+="[^"]*"/)) > 0; k++) {
        before = before substr(rest, 1, at - 1)
        attribute = substr(rest, at, RLENGTH)
        after = substr(rest, at + RLENGTH)
        if (k >= wanted) return 1
        before = before attribute
        rest = after
    }
    return 0
}

function leave_out(    i, k, last) {
    if (!(i = find("open"))) return
    last = end_of(i)
    for (k = i; k <= last; k++) part[k] = ""
}

function say_twice(    i, last) {
    if (!(i = find("open"))) return
    last = end_of(i)
    part[last] = part[last] joined(i, last)
}

function move(    i, k, last, text, to) {
    if (!(i = find("open"))) return
    last = end_of(i)
    text = joined(i, last)
    for (k = i; k <= last; k++) part[k] = ""
    to = 1 + roll(parts)
    part[to] = part[to] text
}

function drop_attribute(    i) {
    if ((i = find("attribute")) && split_tag(i)) part[i] = before after
}

function borrow_value(    i, value) {
    if (!(i = find("attribute")) || !split_tag(i)) return
    value = attribute
    sub(/^[^=]*/, "", value)
    if (!(i = find("attribute")) || !split_tag(i)) return
    sub(/=.*/, "", attribute)
    part[i] = before attribute value after
}

function change_number(    i, at, rest, head) {
    if (!(i = find("number"))) return
    rest = part[i]
    head = ""
    do {
        at = match(rest, /-?[0-9]+([.][0-9]+)?/)
        if (at == 0) return
        head = head substr(rest, 1, at - 1)
        number = substr(rest, at, RLENGTH)
        rest = substr(rest, at + RLENGTH)
        if (roll(3) == 0) break
        if (rest ~ /[0-9]/) head = head number
    } while (rest ~ /[0-9]/)
    part[i] = head pick(odd_number, odd_numbers) rest
}

function change_text(    i, at) {
    if (!(i = find("text"))) return
    at = 1 + roll(length(part[i]))
    part[i] = substr(part[i], 1, at) pick(odd_text, odd_texts) substr(part[i], at + 1)
}

function rename(    i, other) {
    if (!(i = find("open")) || !(other = find("open"))) return
    match(part[other], /^<[^ \n\/>]+/)
    other = substr(part[other], 1, RLENGTH)
    sub(/^<[^ \n\/>]+/, other, part[i])
}

function unbalance(    i) {
    if ((i = find("close"))) part[i] = ""
}

function mutate(    kind) {
    kind = roll(20)
    if (kind < 3) leave_out()
    else if (kind < 6) say_twice()
    else if (kind < 8) move()
    else if (kind < 10) drop_attribute()
    else if (kind < 12) borrow_value()
    else if (kind < 16) change_number()
    else if (kind < 18) change_text()
    else if (kind < 19) rename()
    else unbalance()
}

BEGIN {
    RS = "\001"
    state = (seed * 7919 + 17) % 2147483646 + 1
    odd_numbers = split("0 -1 1 1e308 -1e308 1e-308 1e15 0.0000001 -0 NaN 1e999 65536 " \
                        "2147483647 -2147483648 9223372036854775808 99999 1.5 0x10 1,5",
                        odd_number, " ")
    for (long = "x"; length(long) < 3000;) long = long long
    for (marks = "a\314\201"; length(marks) < 3000;) marks = marks "\314\201"
    odd_texts = split("{|}|{{|{1 div 0}|{$none}|\342\200\213|\342\200\256|\342\201\246|" \
                      "\303|\360\237\232\227|\331\205|\347\261\263|&#0;|&amp;|<b>|" \
                      "\302\255|\302\240|\t", odd_text, "|")
    odd_text[++odd_texts] = long
    odd_text[++odd_texts] = marks
}

{
    parse($0)
    for (times = 1 + roll(3); times > 0; times--) mutate()
    whole = joined(1, parts)
    if (roll(25) == 0) whole = substr(whole, 1, roll(length(whole)))
    printf "%s", whole
}
