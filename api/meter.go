package api

import (
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	"github.com/labstack/echo/v4"

	"lungang/model"
)

// meter counts the bytes of long bodies that are held at the same time. Bodies
// are read whole, and some kilobytes of gzip may become hundreds of megabytes:
// the limit of one body alone would let one key fill the memory.
type meter struct {
	free    int64 // bytes of each body that do not count
	longest int64 // bytes of any body
	left    atomic.Int64
}

func newMeter(l *Limits) *meter {
	m := &meter{free: l.BodyBytes, longest: l.DocumentBytes}
	m.left.Store(l.HeldBytes)
	return m
}

// count is the middleware: what a body took is given back when its request is over.
// A body that says itself that it is too long is not read.
func (m *meter) count(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Body == nil || r.Body == http.NoBody {
			return next(c)
		}
		if r.ContentLength > m.longest {
			return oops(model.CodeTooLarge, fmt.Sprintf("正文最多 %d 字节", m.longest), fmt.Sprintf("a body has at most %d bytes", m.longest))
		}
		b := &meteredBody{ReadCloser: r.Body, meter: m}
		r.Body = b
		defer func() { m.left.Add(b.held) }()
		return next(c)
	}
}

// meteredBody takes from the meter what is read of it.
type meteredBody struct {
	io.ReadCloser

	meter      *meter
	read, held int64
}

// Read reads, and fails with CodeUnavailable when too much is held already.
func (b *meteredBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.read += int64(n)
	if more := b.read - b.meter.free - b.held; more > 0 {
		b.held += more
		if b.meter.left.Add(-more) < 0 {
			return n, oops(model.CodeUnavailable, "正在接收的大文件太多,请稍后再试", "too many long documents are coming in at once; try again later")
		}
	}
	return n, err
}
