// Command factory makes raw texts with known labels out of public sources, into
// a folder outside the repository.
//
//	go run ./pipeline/internal/qa/cmd/factory -mirrors DIR -cache .cache -out DIR -n 200
package main

import (
	"flag"
	"log"
	"os"

	"octavo/pipeline/internal/qa/factory"
)

func main() {
	var o factory.Order
	flag.StringVar(&o.Mirrors, "mirrors", "", "folder with the git folders OWNER+NAME/repo of the sources")
	flag.StringVar(&o.Cache, "cache", ".cache", "folder with programs that are not on the path")
	flag.StringVar(&o.Out, "out", "", "folder to write raw/, labels/ and manifest.json into")
	flag.IntVar(&o.Count, "n", 200, "how many texts to make")
	flag.Uint64Var(&o.Seed, "seed", 1, "seed: the same one gives the same texts")
	flag.Parse()
	if o.Mirrors == "" || o.Out == "" {
		log.Fatal("factory: name the sources with -mirrors and the folder to write with -out")
	}
	if err := factory.Make(o, os.Stdout); err != nil {
		log.Fatal(err)
	}
}
