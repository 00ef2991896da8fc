// Package qpdf_test has qpdf prove that the sample's editions, for the screen and for a
// printer, are sound PDFs.
package qpdf_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "qpdf"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }
