package markup

import (
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/pattern"
)

// drawnClass finds the classes of elements in which a program draws a chart, map or
// diagram when a page is shown: drawings of diagrams.net, widgets of R, and what the
// common libraries of charts and maps mark.
var drawnClass = pattern.Of(`^(?:mxgraph|html-?widget|plotly|plotly-graph-div|js-plotly-plot|vega-embed|vega-chart|bk-root|highcharts|highcharts-container|echarts|amcharts|leaflet|leaflet-container|flourish-embed|infogram-embed|tableauplaceholder|datawrapper-chart|mermaid-diagram)$`)

// DrawnLater reports whether one of the classes is that of an element in which a program
// draws when the page is shown, so that a file does not hold what it shows.
func DrawnLater(classes string) bool {
	for _, c := range strings.Fields(strings.ToLower(classes)) {
		if drawnClass.MatchString(c) {
			return true
		}
	}
	return false
}

// loseDrawn says of an element that holds nothing that a program draws in it.
func (f *flow) loseDrawn(n *html.Node) {
	if DrawnLater(attr(n, "class")) {
		f.r.lose("drawn later", describe(n)+" was left out: a program draws in it when the page is shown", elements["canvas"].remedy, attr(n, "class"))
	}
}
