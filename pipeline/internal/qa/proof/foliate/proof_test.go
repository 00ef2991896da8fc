// Package foliate_test has foliate-js, in headless Chromium, prove that every entry of
// the sample's navigation leads where it should and every note pops up.
package foliate_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "foliate-js"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }

func TestLongBoxes(t *testing.T) { proof.IsPassedBy(t, judge, proof.LongBoxes()) }
