// Package verapdf_test has veraPDF prove that the sample's edition is PDF/UA-1 and PDF/A-2a.
package verapdf_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "veraPDF"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }
