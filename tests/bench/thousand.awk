# A night of a thousand editions of the briefs that stand in the sample's night: each partner in each of many years, against two first
# years.  Reads its brief, writes another beside which the datasets are found at `root`.
#
#   awk -v root=/path/to/data -f thousand.awk data/japan-night/brief.xml >brief.xml
/<edition value=/ {
    if ($0 !~ /"first"/) partners[++count] = $0
    next
}
{
    gsub(/"\.\.\//, "\"" root "/")
    sub(/id="japan-\{\$partner\}"/, "id=\"japan-{$partner}-{$first}-{$year}\"")
    if (!/name="(first|middle|before|year)"/ && !/<\/editions>/) print
}
/<\/editions>/ {
    for (first = 2009; first <= 2010; first++)
        for (year = 2025; year > 2015; year--)
            for (i = 1; i <= count && made < 1000; i++) {
                edition = partners[i]
                sub(/<\/edition>/, "<parameter name=\"first\" value=\"" first "\"/><parameter name=\"middle\" value=\"" year - 5 \
                    "\"/><parameter name=\"before\" value=\"" year - 1 \
                    "\"/><parameter name=\"year\" value=\"" year "\"/></edition>", edition)
                print edition
                made++
            }
    print
}
