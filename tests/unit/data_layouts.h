/* The same six figures in every layout of SDMX-ML that is read. */
#ifndef TESTS_UNIT_DATA_LAYOUTS_H
#define TESTS_UNIT_DATA_LAYOUTS_H

#define V21 "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
#define V30 "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
#define V20 "http://www.SDMX.org/resources/SDMXML/schemas/v2_0/"

#define HEADER21(at)                                                                   \
    "<m:Header><m:ID>T1</m:ID><m:Prepared>2026-03-04T05:06:07Z</m:Prepared>"           \
    "<m:Sender id='OFF'><c:Name xmlns:c='" V21 "common'>Office</c:Name></m:Sender>"    \
    "<m:Structure structureID='S' dimensionAtObservation='" at "'/></m:Header>\n"
#define HEADER20                                                                       \
    "<Header><ID>T1</ID><Prepared>2026-03-04T05:06:07</Prepared><Sender id='OFF'>"     \
    "<Name>Office</Name></Sender></Header>\n"

#define SPECIFIC(root, at, body)                                                       \
    "<m:" root " xmlns:m='" V21 "message' xmlns:s='" V21                               \
    "data/structurespecific'>" HEADER21(at) "<m:DataSet s:structureRef='S'>" body      \
                                            "</m:DataSet></m:" root ">"
#define GENERIC(root, at, body)                                                        \
    "<m:" root " xmlns:m='" V21 "message' xmlns:g='" V21                               \
    "data/generic'>" HEADER21(at) "<m:DataSet structureRef='S'>" body                  \
                                  "</m:DataSet></m:" root ">"

#define KEY(flow)                                                                      \
    " FREQ='Q' REF_AREA='USA' COUNTERPART_AREA='JPN' TRADE_FLOW='" flow "'"
#define UNIT              " UNIT_MEASURE='USD' UNIT_MULT='6'"
#define OBS(period, rest) "<Obs TIME_PERIOD='" period "' " rest "/>\n"
#define EXPORTS_SPECIFIC                                                               \
    OBS("2025-Q1", "OBS_VALUE='10.5'")                                                 \
    OBS("2025-Q2", "OBS_VALUE='12' OBS_STATUS='P'") OBS("2025-Q3", "OBS_STATUS='O'")
#define IMPORTS_SPECIFIC                                                               \
    OBS("2025-Q1", "OBS_VALUE='20'")                                                   \
    OBS("2025-Q2", "OBS_VALUE='-21.25'")                                               \
    OBS("2025-Q3", "OBS_VALUE='22' "                                                   \
                   "OBS_STATUS='E'")

#define GV(id, value) "<g:Value id='" id "' value='" value "'/>"
#define GKEY(flow)                                                                     \
    GV("FREQ", "Q")                                                                    \
    GV("REF_AREA", "USA") GV("COUNTERPART_AREA", "JPN") GV("TRADE_FLOW", flow)
#define GUNIT GV("UNIT_MEASURE", "USD") GV("UNIT_MULT", "6") GV("DECIMALS", "1")
#define GOBS(period, value, attributes)                                                \
    "<g:Obs><g:ObsDimension value='" period "'/>" value "<g:Attributes>" attributes    \
    "</g:Attributes></g:Obs>\n"
#define GVALUE(value) "<g:ObsValue value='" value "'/>"
#define GSERIES(flow, observations)                                                    \
    "<g:Series><g:SeriesKey>" GKEY(flow) "</g:SeriesKey><g:Attributes>" GUNIT          \
                                         "</g:Attributes>" observations                \
                                         "</g:Series>\n"
#define GFLAT(flow, period, value, attributes)                                         \
    "<g:Obs><g:ObsKey>" GKEY(flow)                                                     \
        GV("TIME_PERIOD", period) "</g:ObsKey>" value                                  \
                                  "<g:Attributes>" GUNIT attributes                    \
                                  "</g:Attributes></g:Obs>\n"

#define G20V(id, value) "<g:Value concept='" id "' value='" value "'/>"
#define G20SERIES(flow, observations)                                                  \
    "<g:Series><g:SeriesKey>" G20V("FREQ", "Q") G20V("REF_AREA", "USA")                \
        G20V("COUNTERPART_AREA", "JPN")                                                \
            G20V("TRADE_FLOW",                                                         \
                 flow) "</g:SeriesKey><g:Attributes>" G20V("UNIT_MEASURE", "USD")      \
                G20V("UNIT_MULT", "6") "</g:Attributes>" observations "</g:Series>\n"
#define G20OBS(period, value, status)                                                  \
    "<g:Obs><g:Time>\n" period " </g:Time>" value "<g:Attributes>" status              \
    "</g:Attributes></g:Obs>"

#define COMPACT20                                                                      \
    "<m:CompactData xmlns='" V20 "message' xmlns:m='" V20 "message'>" HEADER20         \
    "<o:DataSet xmlns:o='urn:o'>"                                                      \
    "<o:Series" KEY("X") UNIT " TIME_FORMAT='P3M'>"                                    \
                              "<o:Obs TIME='2025-Q1' OBS_VALUE='10.5'/>"               \
                              "<o:Obs TIME='2025Q2' OBS_VALUE='12' OBS_STATUS='P'/>"   \
                              "<o:Obs TIME='2025-Q3' OBS_VALUE='NaN'/></o:Series>"     \
                              "<o:Series" KEY("M") UNIT                                \
        "><o:Obs TIME='2025-Q1' OBS_VALUE='20'/>"                                      \
        "<o:Obs TIME='2025-Q2' OBS_VALUE='-21.25'/>"                                   \
        "<o:Obs TIME='2025-Q3' OBS_VALUE='22' OBS_STATUS='e'/></o:Series>"             \
        "<o:Annotations><c:Annotation xmlns:c='u'>x</c:Annotation></o:Annotations>"    \
        "</o:DataSet></m:CompactData>"

static const struct {
    const char *name, *text;
} LAYOUTS[] = {
    {"time series", "<!-- before the root -->" SPECIFIC(
                        "StructureSpecificTimeSeriesData", "TIME_PERIOD",
                        "<Series" KEY("X") UNIT
                        " TITLE='What it is'>" EXPORTS_SPECIFIC "</Series>"
                        "<Series" KEY("M") UNIT ">" IMPORTS_SPECIFIC "</Series>")},
    {"periods in another order",
     SPECIFIC("StructureSpecificData", "TIME_PERIOD",
              "<Series" KEY("X") UNIT ">" OBS("2025-Q3", "OBS_STATUS='O'")
                  OBS("2025-Q1", "OBS_VALUE='10.5'")
                      OBS("2025-Q2", "OBS_VALUE='12' OBS_STATUS='P'") "</Series>"
                                                                      "<Series" KEY("M")
                                                                          UNIT
              ">" IMPORTS_SPECIFIC "</Series>")},
    {"flat and scattered",
     SPECIFIC("StructureSpecificData", "AllDimensions",
              OBS("2025-Q2", KEY("X") UNIT " OBS_VALUE='12' OBS_STATUS='P'") OBS(
                  "2025-Q3", KEY("M") UNIT " OBS_VALUE='22' OBS_STATUS='E'")
                  OBS("2025-Q2", KEY("M") UNIT " OBS_VALUE='-21.25'") OBS(
                      "2025-Q1", KEY("X") UNIT " OBS_VALUE='10.5' COMMENT='c d'")
                      OBS("2025-Q3", KEY("X") UNIT " OBS_VALUE=''") OBS(
                          "2025-Q1", KEY("M") UNIT " OBS_VALUE='20' DECIMALS='0'"))},
    {"cross-sectional",
     SPECIFIC("StructureSpecificData", "TRADE_FLOW",
              "<Series FREQ='Q' REF_AREA='USA' COUNTERPART_AREA='JPN' "
              "TIME_PERIOD='2025-Q1'" UNIT "><Obs TRADE_FLOW='X' OBS_VALUE='10.5'/>"
              "<Obs TRADE_FLOW='M' OBS_VALUE='20'/></Series>"
              "<Series FREQ='Q' REF_AREA='USA' COUNTERPART_AREA='JPN' "
              "TIME_PERIOD='2025-Q2'" UNIT "><Obs TRADE_FLOW='X' OBS_VALUE='12' "
              "OBS_STATUS='P'/><Obs TRADE_FLOW='M' OBS_VALUE='-21.25'/></Series>"
              "<Series FREQ='Q' REF_AREA='USA' COUNTERPART_AREA='JPN' "
              "TIME_PERIOD='2025-Q3'" UNIT "><Obs TRADE_FLOW='X'/>"
              "<Obs TRADE_FLOW='M' OBS_VALUE='22' OBS_STATUS='E'/></Series>")},
    {"inherited from group and data set",
     "<m:StructureSpecificData xmlns:m='" V21 "message'>" HEADER21(
         "TIME_PERIOD") "<m:DataSet UNIT_MULT='6' OBS_STATUS='A' "
                        "FULL_DESCRIPTION='long'>"
                        "<Group REF_AREA='USA' TRADE_FLOW='X' UNIT_MEASURE='USD' "
                        "OBS_STATUS='P'/>"
                        "<Group REF_AREA='USA' TRADE_FLOW='M' UNIT_MEASURE='USD'/>"
                        "<Group REF_AREA='CAN' TRADE_FLOW='M' UNIT_MEASURE='CAD'/>"
                        "<Series" KEY("X") ">" OBS("2025-Q1",
                                                   "OBS_VALUE='10.5' OBS_STATUS='A'")
                            OBS("2025-Q2", "OBS_VALUE='12'") OBS(
                                "2025-Q3",
                                "OBS_STATUS='O'") "</Series>"
                                                  "<Series/><Series" KEY(
                                                      "M") ">" IMPORTS_SPECIFIC
                                                           "</Series>"
                                                           "</m:DataSet></"
                                                           "m:StructureSpecificData>"},
    {"3.0 with several statuses",
     "<m:StructureSpecificData xmlns:m='" V30 "message' xmlns:c='" V30
     "common'>" HEADER21("TIME_PERIOD") "<m:DataSet><Series" KEY(
         "X") " UNIT_MULT='6'>"
              "<Comp id='TITLE'><Value><c:Text>a</c:Text></Value></Comp>"
              "<Comp id='UNIT_MEASURE'><Value>USD</Value></Comp>"
              "<Obs TIME_PERIOD='2025-Q1' OBS_VALUE='10.5'/><Obs TIME_PERIOD='2025-Q2' "
              "OBS_VALUE='12'><Comp id='OBS_STATUS'><Value>A</Value><Value> P </Value>"
              "<Value>U</Value></Comp></Obs><Obs TIME_PERIOD='2025-Q3' "
              "OBS_VALUE='#NA'/>"
              "</Series><Series" KEY("M") UNIT
     ">" IMPORTS_SPECIFIC "</Series>"
     "</m:DataSet></m:StructureSpecificData>"},
    {"generic time series",
     GENERIC("GenericTimeSeriesData", "TIME_PERIOD",
             GSERIES("X", GOBS("2025-Q1", GVALUE("10.5"), GV("OBS_STATUS", "A"))
                              GOBS("2025-Q2", GVALUE("12"), GV("OBS_STATUS", "P"))
                                  GOBS("2025-Q3", "", GV("OBS_STATUS", "O")))
                 GSERIES("M",
                         GOBS("2025-Q1", GVALUE("20"), "") GOBS("2025-Q2",
                                                                GVALUE("-21.25"), "")
                             GOBS("2025-Q3", GVALUE("22"), GV("OBS_STATUS", "E"))))},
    {"generic and flat",
     GENERIC("GenericData", "AllDimensions",
             GFLAT("X", "2025-Q1", GVALUE("10.5"), "")
                 GFLAT("M", "2025-Q1", GVALUE("20"), "")
                     GFLAT("X", "2025-Q2", GVALUE("12"), GV("OBS_STATUS", "P"))
                         GFLAT("M", "2025-Q2", GVALUE("-21.25"), "")
                             GFLAT("X", "2025-Q3", GVALUE("NaN"), "") GFLAT(
                                 "M", "2025-Q3", GVALUE("22"), GV("OBS_STATUS", "E")))},
    {"generic with groups",
     GENERIC("GenericData", "TIME_PERIOD",
             "<g:Group type='Sibling'><g:GroupKey>" GV(
                 "COUNTERPART_AREA",
                 "JPN") "</g:GroupKey><g:Attributes>" GUNIT "</g:Attributes></g:Group>"
                        "<g:Series><g:SeriesKey>" GKEY("X") "</g:SeriesKey>" GOBS(
                            "2025-Q1", GVALUE("10.5"), "")
                            GOBS("2025-Q2", GVALUE("12"), GV("OBS_STATUS", "P"))
                                GOBS("2025-Q3", "",
                                     "") "</"
                                         "g:Series><g:Series><g:SeriesKey>" GKEY(
                                             "M") "</g:SeriesKey>" GOBS("2025-"
                                                                        "Q1",
                                                                        GVALUE("2"
                                                                               "0"),
                                                                        "")
                                             GOBS("2025-Q2", GVALUE("-21.25"), "") GOBS(
                                                 "2025-Q3", GVALUE("22"),
                                                 GV("OBS_STATUS", "E")) "</g:Series>")},
    {"2.0 generic",
     "<GenericData xmlns='" V20 "message' xmlns:g='" V20 "generic'>" HEADER20
     "<DataSet><g:KeyFamilyRef>K</g:KeyFamilyRef>" G20SERIES(
         "X", G20OBS("2025-Q1", "<g:ObsValue value='10.5'/>", "")
                  G20OBS("2025-Q2", "<g:ObsValue value='12'/>", G20V("OBS_STATUS", "P"))
                      G20OBS("2025-Q3", "", ""))
         G20SERIES("M",
                   G20OBS("2025-Q1", "<g:ObsValue value='20'/>", "")
                       G20OBS("2025-Q2", "<g:ObsValue value='-21.25'/>", "")
                           G20OBS("2025-Q3", "<g:ObsValue value='22'/>",
                                  G20V("OBS_STATUS", "E"))) "</DataSet></GenericData>"},
    {"2.0 compact", COMPACT20},
    {"2.0 compact behind a byte order mark", "\xEF\xBB\xBF" COMPACT20},
    {"2.0 compact in an envelope",
     "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header><a/>"
     "</e:Header><e:Body><r:Answer xmlns:r='urn:r'><r:Result>" COMPACT20
     "</r:Result></r:Answer></e:Body></e:Envelope>"},
    {"lower case, two data sets, other spellings",
     "<?xml version='1.0'?><m:StructureSpecificData xmlns:m='" V21 "message'>" HEADER21(
         "TIME_PERIOD") "<m:DataSet action='Append'><Series freq='q' "
                        "ref_area='USA' counterpart_area='JPN' trade_flow='X' "
                        "unit_measure='USD' "
                        "scale='6'>" EXPORTS_SPECIFIC "</Series></m:DataSet>"
                        "<m:DataSet action='Replace'><Series FREQUENCY='Q' "
                        "REPORTER='USA' PARTNER='JPN' "
                        "FLOW='M' UNIT='USD' POWERCODE='6' PRODUCT='_T'>"
                        "<Obs TIME_PERIOD='2025-Q1' OBS_VALUE='2e1'/>"
                        "<Obs TIME_PERIOD='2025-Q2' OBS_VALUE=' -21.250 '/>"
                        "<Obs TIME_PERIOD='2025-Q3' OBS_VALUE='22' "
                        "OBS_FLAG='e'/></Series></m:DataSet>"
                        "<m:DataSet action='Append'><Group REF_AREA='FRA'/></m:DataSet>"
                        "</m:StructureSpecificData>"}};

static const char OWN[] =
    "<dataset version='1' id='d'><title>T</title><source id='s' publisher='Office' "
    "title='T' date='2026-03-04' vintage='2026-03-04' confidence='high'/>"
    "<series id='x' source='s' reporter='USA' partner='JPN' flow='export' "
    "measure='value' frequency='Q' unit='USD' multiplier='6'>"
    "<obs period='2025-Q1' value='10.5'/><obs period='2025-Q2' value='12' status='P'/>"
    "<obs period='2025-Q3' status='O'/></series>"
    "<series id='m' source='s' reporter='USA' partner='JPN' flow='import' "
    "measure='value' frequency='Q' unit='USD' multiplier='6'>"
    "<obs period='2025-Q1' value='20'/><obs period='2025-Q2' value='-21.25'/>"
    "<obs period='2025-Q3' value='22' status='E'/></series></dataset>";

#endif
