package markdown_test

// departure is a group of cases that are read otherwise than goldmark does.
type departure struct {
	reason string
	cases  []int
}

// specDepartures lists the examples of the CommonMark specification 0.31.2
// that depart.
var specDepartures = []departure{
	{"raw HTML is never passed on: what is whole becomes nodes of ours, of the rest the text is kept and the tags are logged", []int{
		21, 31, 148, 149, 150, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161,
		163, 164, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178,
		179, 180, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 201, 344, 476,
		477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 625, 626, 627, 628, 629, 630,
		631, 642, 643,
	}},
	{"a link without words names what it leads to", []int{484}},
	{"[[words]] is a link of a wiki, unless the words name an address", []int{548, 590}},
}

func byCase(list []departure) map[int]string {
	out := map[int]string{}
	for _, d := range list {
		for _, c := range d.cases {
			out[c] = d.reason
		}
	}
	return out
}
