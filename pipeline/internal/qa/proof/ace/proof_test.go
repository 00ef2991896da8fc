// Package ace_test has Ace prove that the sample's edition holds to EPUB Accessibility 1.1.
package ace_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "Ace"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }

func TestLongContents(t *testing.T) { proof.IsPassedBy(t, judge, proof.LongContents()) }
