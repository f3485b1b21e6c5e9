// Probe runs only where programs of its architecture can be trusted to run: it
// keeps several threads at work while the collector moves through memory, which
// is what an emulator that is too old for Go fails at. It prints the width of a
// machine word and which byte of one comes first.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(4)
	var sums [8]uint64
	var work sync.WaitGroup
	for i := range sums {
		work.Go(func() {
			runtime.LockOSThread()
			for n := range 2000 {
				block := make([]uint64, 512)
				for j := range block {
					block[j] = uint64(n * j)
				}
				sums[i] += block[n%len(block)]
				if n%500 == 0 {
					runtime.GC()
				}
			}
		})
	}
	work.Wait()
	for i := range sums {
		if sums[i] != sums[0] {
			fmt.Println("threads that do the same work come to different sums:", sums)
			os.Exit(1)
		}
	}
	order := "little"
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		order = "big"
	}
	fmt.Println(runtime.GOARCH, strconv.Itoa(strconv.IntSize)+"-bit", order+"-endian")
}
