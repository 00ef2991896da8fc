package understand

// stackedLines is how many numbers one below the other, counted from 1, show that the
// lines of a page are numbered: a list or the rows of a table that came out as one column
// seldom has more twice.
const stackedLines = 15

// stackedPages is on how many pages such numbers stand with their lines at least.
const stackedPages = 2

// numberStack are the lines [from, to), which hold nothing but the numbers from 1 on.
type numberStack struct{ from, to int }

func (st numberStack) size() int { return st.to - st.from }

// dropStackedNumbers leaves out the numbers of lines that came to stand one below the
// other, apart from the lines of their page, as transcripts of hearings have them. They
// count from 1 to the same number on several pages, and about as many lines of running
// text stand behind or before them.
func (s *state) dropStackedNumbers() {
	stacks := s.numberStacks()
	if len(stacks) < stackedPages {
		return
	}
	columns := map[int]int{} // how many stacks of a size stand beside such lines
	for k, st := range stacks {
		above, below := 0, len(s.lines)
		if k > 0 {
			above = stacks[k-1].to
		}
		if k+1 < len(stacks) {
			below = stacks[k+1].from
		}
		if isColumnOf(s.lines[st.to:below], st.size()) || isColumnOf(s.lines[above:st.from], st.size()) {
			columns[st.size()]++
		}
	}
	for _, st := range stacks {
		if columns[st.size()] < stackedPages {
			continue
		}
		for _, l := range s.lines[st.from:st.to] {
			s.drop(l, decision{codePageNumber, "numbers from 1 one below the other on several pages, as many as lines of text beside them", "line number", 0.90})
		}
	}
	s.sweep(true)
}

// numberStacks are the lines that count from 1 one below the other and hold nothing else.
func (s *state) numberStacks() []numberStack {
	var out []numberStack
	for i := 0; i < len(s.lines); i++ {
		st := numberStack{i, i}
		for st.to < len(s.lines) && s.lines[st.to].text == itoa(st.size()+1) && s.lines[st.to].block == nil {
			st.to++
		}
		if st.size() >= stackedLines {
			out = append(out, st)
		}
		i = max(i, st.to-1)
	}
	return out
}

// isColumnOf reports whether lines are those of a page that has so many numbered: about
// as many, and sentences go on from one to the next.
func isColumnOf(lines []*line, numbered int) bool {
	var prose runningLines
	for _, l := range lines {
		prose.add(l.text)
	}
	return 2*prose.n >= numbered && prose.n <= numbered+mostBetween && prose.goOn()
}
