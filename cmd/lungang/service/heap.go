package service

import (
	"os"
	"runtime"
)

// reserve is counted as part of the heap, in bytes, and never written, so that the
// machine gives no memory for it. The collector begins when the heap has doubled:
// a server that keeps 20 MiB would collect several times a second while it is read,
// and requests wait each time. With the reserve it may use so much more before.
const reserve = 128 << 20

// holdReserve holds the reserve until it is released. Who sets GOGC or GOMEMLIMIT
// (https://go.dev/doc/gc-guide) decides alone: there is none then.
func holdReserve() (release func()) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	held := make([]byte, reserve)
	return func() { runtime.KeepAlive(held) }
}
