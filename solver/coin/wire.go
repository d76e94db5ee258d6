package coin

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"math"

	"lungang/solver/lp"
)

// The request to a child is one frame on its standard input:
//
//	8 bytes  magic with the version of the format
//	8 bytes  length of the payload, little endian
//	4 bytes  CRC-32C of the payload
//	payload  length-prefixed JSON options, then the arrays of the program
//
// After the frame the input stays open; a further byte, or its end, means
// "stop". Names are not sent: the child does not need them.
const wireMagic = "LGMIP\x00\x00\x01"

// maxPayload guards the child against nonsense lengths (8 GiB).
const maxPayload = 8 << 30

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encodeRequest builds the frame.
func encodeRequest(p *lp.Program, o *MIPOptions) ([]byte, error) {
	options := *o
	start := options.Start
	options.Start = nil
	text, err := json.Marshal(options)
	if err != nil {
		return nil, err
	}
	n, m, nnz := len(p.Cols), len(p.Rows), len(p.Index)
	b := make([]byte, 0, 64+len(text)+33*n+16*m+4*(n+1)+12*nnz)
	b = append(b, wireMagic...)
	b = append(b, make([]byte, 12)...)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(text)))
	b = append(b, text...)
	for _, v := range []int{n, m, nnz, len(start)} {
		b = binary.LittleEndian.AppendUint64(b, uint64(v))
	}
	for _, v := range p.Start {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	for _, v := range p.Index {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	number := func(v float64) { b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v)) }
	for _, v := range p.Value {
		number(v)
	}
	for j := range p.Cols {
		c := &p.Cols[j]
		number(c.Lower)
		number(c.Upper)
		number(c.Cost)
		b = append(b, byte(cBool(c.Integer)))
	}
	for i := range p.Rows {
		number(p.Rows[i].Lower)
		number(p.Rows[i].Upper)
	}
	for _, v := range start {
		number(v)
	}
	payload := b[20:]
	binary.LittleEndian.PutUint64(b[8:], uint64(len(payload)))
	binary.LittleEndian.PutUint32(b[16:], crc32.Checksum(payload, castagnoli))
	return b, nil
}

// decodeRequest reads a frame. The program has no names.
func decodeRequest(in io.Reader) (*lp.Program, *MIPOptions, error) {
	bad := func(format string, a ...any) error {
		return &Error{Op: "read request", Cause: CauseProtocol, Detail: fmt.Sprintf(format, a...)}
	}
	var head [20]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, nil, &Error{Op: "read request", Cause: CauseProtocol, Detail: "no complete header", Err: err}
	}
	if string(head[:8]) != wireMagic {
		return nil, nil, bad("unknown format %q; parent and child must be of one version", head[:8])
	}
	length := binary.LittleEndian.Uint64(head[8:])
	if length > maxPayload {
		return nil, nil, bad("payload of %d bytes", length)
	}
	// grown as data arrives, so that a wrong length cannot claim memory
	var body bytes.Buffer
	body.Grow(int(min(length, 64<<20)) + bytes.MinRead)
	if got, err := io.CopyN(&body, in, int64(length)); err != nil {
		return nil, nil, &Error{Op: "read request", Cause: CauseProtocol, Detail: fmt.Sprintf("payload ends after %d of %d bytes", got, length), Err: err}
	}
	if crc32.Checksum(body.Bytes(), castagnoli) != binary.LittleEndian.Uint32(head[16:]) {
		return nil, nil, bad("checksum of the payload differs")
	}
	p, o, ok := decodePayload(body.Bytes())
	if !ok {
		return nil, nil, bad("payload does not hold what its header says")
	}
	return p, o, nil
}

func decodePayload(b []byte) (*lp.Program, *MIPOptions, bool) {
	long := func() (int, bool) {
		if len(b) < 8 {
			return 0, false
		}
		v := binary.LittleEndian.Uint64(b)
		b = b[8:]
		return int(v), v < math.MaxInt32
	}
	size, ok := long()
	if !ok || size > len(b) {
		return nil, nil, false
	}
	o := new(MIPOptions)
	if json.Unmarshal(b[:size], o) != nil {
		return nil, nil, false
	}
	b = b[size:]
	var counts [4]int
	for i := range counts {
		if counts[i], ok = long(); !ok {
			return nil, nil, false
		}
	}
	n, m, nnz, starts := counts[0], counts[1], counts[2], counts[3]
	if len(b) != 4*(n+1)+12*nnz+25*n+16*m+8*starts || (starts != 0 && starts != n) {
		return nil, nil, false
	}
	whole := func(count int) []int32 {
		v := make([]int32, count)
		for i := range v {
			v[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
		}
		b = b[4*count:]
		return v
	}
	number := func() float64 {
		v := math.Float64frombits(binary.LittleEndian.Uint64(b))
		b = b[8:]
		return v
	}
	p := &lp.Program{Start: whole(n + 1), Index: whole(nnz), Value: make([]float64, nnz), Cols: make([]lp.Column, n), Rows: make([]lp.Row, m)}
	for k := range p.Value {
		p.Value[k] = number()
	}
	for j := range p.Cols {
		c := &p.Cols[j]
		c.Lower, c.Upper, c.Cost = number(), number(), number()
		c.Integer = b[0] != 0
		b = b[1:]
	}
	for i := range p.Rows {
		p.Rows[i].Lower, p.Rows[i].Upper = number(), number()
	}
	if starts > 0 {
		o.Start = make([]float64, n)
		for j := range o.Start {
			o.Start[j] = number()
		}
	}
	return p, o, true
}

// answer is one JSON line of a child. Kind is "incumbent", "bound", "result"
// or "failure"; after one of the last two nothing follows.
type answer struct {
	Kind      string   `json:"kind"`
	Objective *float64 `json:"objective,omitempty"`
	Bound     *float64 `json:"bound,omitempty"`
	Nodes     int      `json:"nodes,omitempty"`
	Millis    int64    `json:"ms,omitempty"`

	// of a result: why it ended, the words of CBC, and the solution with its
	// nonzero values only
	Termination Termination `json:"termination,omitempty"`
	Raw         string      `json:"raw,omitempty"`
	Columns     int         `json:"columns,omitempty"`
	Index       []int32     `json:"index,omitempty"`
	Value       []float64   `json:"value,omitempty"`
	HasSolution bool        `json:"has_solution,omitempty"`

	// of a failure
	Cause  Cause  `json:"cause,omitempty"`
	Detail string `json:"detail,omitempty"`
}

// finite returns a pointer to v, or nil for infinities and CBC's stand-ins.
func finite(v float64) *float64 {
	if math.IsNaN(v) || math.Abs(v) >= 1e40 {
		return nil
	}
	return &v
}

// setSolution stores x sparsely.
func (a *answer) setSolution(x []float64) {
	a.HasSolution, a.Columns = true, len(x)
	for j, v := range x {
		if v != 0 {
			a.Index = append(a.Index, int32(j))
			a.Value = append(a.Value, v)
		}
	}
}

// solution restores x, nil when there is none or it does not fit.
func (a *answer) solution(columns int) []float64 {
	if !a.HasSolution || a.Columns != columns || len(a.Index) != len(a.Value) {
		return nil
	}
	x := make([]float64, columns)
	for k, j := range a.Index {
		if j < 0 || int(j) >= columns {
			return nil
		}
		x[j] = a.Value[k]
	}
	return x
}
