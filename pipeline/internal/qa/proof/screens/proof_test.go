// Package screens_test has a browser prove that nothing of the sample's EPUB runs off
// a narrow screen, nor at twice the size of its text.
package screens_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "Screens"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }
