package judge

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"octavo/judges"
)

// pdfFind judges whether a reader who searches a PDF finds the words that line ends
// divide, by the find of pdf.js, which is that of Firefox and of most viewers on the
// web.
func pdfFind() Judge {
	return Judge{
		Name: "pdf.js find", Ext: ".pdf", Broken: softHyphenPDF, Refusal: lostWord,
		installed: func(cache string) error {
			return needs(cache, []string{"node", "pdftotext"}, "pdfjs/node_modules/pdfjs-dist/package.json")
		},
		run: func(ctx context.Context, cache string, files []string) (map[string][]Finding, error) {
			modules, err := filepath.Abs(filepath.Join(cache, "pdfjs", "node_modules"))
			if err != nil {
				return nil, err
			}
			return reports(files, "find.js", judges.PDFFind, func(script string, pairs []string) error {
				_, err := output(ctx, []string{"NODE_PATH=" + modules}, "node", append([]string{script}, pairs...)...)
				return err
			}, parsePDFFind)
		},
	}
}

// lostWord is the rule that a divided word is found.
const lostWord = "divided word"

func parsePDFFind(path string) ([]Finding, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var report struct {
		Words *int     `json:"words"`
		Lost  []string `json:"lost"`
	}
	if err := json.Unmarshal(data, &report); err != nil {
		return nil, err
	}
	if report.Words == nil {
		return nil, errors.New("it counts no words")
	}
	var list []Finding
	for _, word := range report.Lost {
		list = append(list, Finding{Rule: lostWord, Message: "pdf.js does not find " + word})
	}
	return list, nil
}
