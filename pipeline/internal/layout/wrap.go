package layout

import (
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/linebreak"
)

// wrap says how often a word of a table may be broken.
type wrap uint8

const (
	whole  wrap = iota // not at all
	halved             // once
	pieced             // at every place that hyphenation or a sign in it gives
)

// longest is the width of the longest line where only the source ends lines.
func longest(items []linebreak.Item) geom.Length {
	var line, ink, most geom.Length
	for i := range items {
		switch it := &items[i]; {
		case it.Kind == linebreak.Box:
			line += it.Width
			ink = line
		case it.Kind == linebreak.Glue:
			line += it.Width
		case it.Cost <= linebreak.Forced:
			most = max(most, ink)
			line, ink = 0, 0
		}
	}
	return max(most, ink)
}

// chance is a place where a word may be broken: the width before it, and what
// the lines on either side add.
type chance struct {
	at, pre, post geom.Length
	address       bool // it is one of an address, which is no word
}

// addressParts is into how many parts an address may be broken where words are not, or
// once: readers expect that of one, and the text beside it needs the room more.
const addressParts = 4

// narrowest is the least width in which the items can be set.
func narrowest(items []linebreak.Item, w wrap) geom.Length {
	var widest, word geom.Length
	var chances []chance
	for i := range items {
		it := &items[i]
		held := i > 0 && items[i-1].Kind == linebreak.Penalty && items[i-1].Cost >= linebreak.Forbidden
		switch {
		case it.Kind == linebreak.Box, it.Kind == linebreak.Glue && held && !it.Fill:
			word += it.Width
		case it.Kind == linebreak.Glue, it.Cost <= linebreak.Forced:
			widest = max(widest, wordNeeds(word, chances, w))
			word, chances = 0, chances[:0]
		case w != whole && it.Cost < linebreak.Forbidden, it.Cost == addressCost:
			chances = append(chances, chance{word, it.Pre, it.Post, it.Cost == addressCost})
		}
	}
	return max(widest, wordNeeds(word, chances, w))
}

// wordNeeds is the least width of a word.
func wordNeeds(word geom.Length, chances []chance, w wrap) geom.Length {
	if w != pieced && len(chances) > 0 && chances[0].address {
		return max(word/addressParts, wordNeeds(word, chances, pieced))
	}
	switch w {
	case halved:
		least := word
		for _, c := range chances {
			least = min(least, max(c.at+c.pre, word-c.at+c.post))
		}
		return least
	case pieced:
		var least geom.Length
		var last chance
		for _, c := range chances {
			least = max(least, c.at-last.at+last.post+c.pre)
			last = c
		}
		return max(least, word-last.at+last.post)
	}
	return word
}
