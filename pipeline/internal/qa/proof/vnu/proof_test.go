// Package vnu_test has the W3C's Nu Html Checker prove that the sample's HTML edition
// is HTML as the standard has it.
package vnu_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "Nu Html Checker"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }
