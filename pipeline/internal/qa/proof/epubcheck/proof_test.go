// Package epubcheck_test has EPUBCheck prove that the sample's edition is EPUB 3.3.
package epubcheck_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "EPUBCheck"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }

func TestLongContents(t *testing.T) { proof.IsPassedBy(t, judge, proof.LongContents()) }
