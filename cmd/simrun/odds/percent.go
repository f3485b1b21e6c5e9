package odds

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/plot"
)

// percentText is weight of a whole in per cent, with one digit behind the point. What
// happens now and then is not said never to happen, nor always.
func percentText(weight, whole *big.Int) string {
	if whole.Sign() == 0 {
		return "–"
	}
	return percentOf(new(big.Rat).SetFrac(weight, whole)) + " %"
}

// percentOf is a share of one as the number of per cent.
func percentOf(share *big.Rat) string {
	one := big.NewRat(1, 1)
	switch text := new(big.Rat).Mul(share, big.NewRat(100, 1)).FloatString(1); {
	case share.Sign() == 0 || share.Cmp(one) == 0:
		return strings.TrimSuffix(text, ".0")
	case text == "0.0":
		return "<0.1"
	case text == "100.0":
		return ">99.9"
	default:
		return text
	}
}

// percentInterval is the share of the crossed calls in per cent, with the interval in which it
// lies where runs were drawn.
func (f *Found) percentInterval(weight *big.Int) string {
	text := percentText(weight, f.Crossed)
	if f.Exact || f.Crossed.Sign() == 0 {
		return text
	}
	low, high := Wilson(weight.Uint64(), f.Crossed.Uint64())
	return fmt.Sprintf("%s (%s to %s)", text, percentOf(new(big.Rat).SetFloat64(low)), percentOf(new(big.Rat).SetFloat64(high)))
}

// percentShort is the same without an interval, where there is no room for it. What was
// not drawn is not said never to happen, nor what was always drawn always to.
func (f *Found) percentShort() string {
	bad := f.BadWeight()
	if !f.Exact && f.Crossed.Sign() > 0 && (bad.Sign() == 0 || bad.Cmp(f.Crossed) == 0) {
		return fmt.Sprintf("%v of %v", bad, f.Crossed)
	}
	return percentText(bad, f.Crossed)
}

// badShare is which part of the crossed calls ends badly.
func (f *Found) badShare() *big.Rat {
	if f.Crossed.Sign() == 0 {
		return new(big.Rat)
	}
	return new(big.Rat).SetFrac(f.BadWeight(), f.Crossed)
}

// millionths is a share of one as a plot has it, rounded to the nearest.
func millionths(share *big.Rat) int {
	parts := new(big.Int).Mul(share.Num(), big.NewInt(2*plot.Whole))
	parts.Add(parts, share.Denom())
	return int(parts.Div(parts, new(big.Int).Lsh(share.Denom(), 1)).Int64())
}

// point is where a plot has the share of bad ends; there is none where no calls cross.
func (f *Found) point() (q plot.Point, ok bool) {
	if f.Crossed.Sign() == 0 {
		return q, false
	}
	bad := f.BadWeight()
	share := millionths(f.badShare())
	q = plot.Point{
		At: int(f.odds.WithinMS), Share: share, Low: share, High: share,
		Text: fmt.Sprintf("within %d ms: %s", f.odds.WithinMS, f.percentInterval(bad)),
	}
	if !f.Exact {
		low, high := Wilson(bad.Uint64(), f.Crossed.Uint64())
		q.Low, q.High = min(millionths(new(big.Rat).SetFloat64(low)), share), max(millionths(new(big.Rat).SetFloat64(high)), share)
	}
	return q, true
}
