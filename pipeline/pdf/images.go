package pdf

import (
	"fmt"
	"strconv"

	"octavo/pipeline/layout"
)

// images are the pictures of the book, each once, in page order.
type images struct {
	list  []*layout.Image
	known map[*byte]int
}

// collectImages finds the pictures. The same bytes in two places are one.
func collectImages(book *layout.Book) (*images, error) {
	ims := &images{known: map[*byte]int{}}
	for i := range book.Pages {
		for j := range book.Pages[i].Fragments {
			im := book.Pages[i].Fragments[j].Image
			if im == nil {
				continue
			}
			if len(im.Data) == 0 {
				return nil, fmt.Errorf("pdf: image %s is empty", im.Name)
			}
			if _, ok := ims.known[&im.Data[0]]; !ok {
				ims.known[&im.Data[0]] = len(ims.list)
				ims.list = append(ims.list, im)
			}
		}
	}
	return ims, nil
}

func (ims *images) index(im *layout.Image) int { return ims.known[&im.Data[0]] }

func imageName(index int) string { return "I" + strconv.Itoa(index) }

func fontName(index int) string { return "F" + strconv.Itoa(index) }
