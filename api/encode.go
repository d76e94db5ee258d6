package api

import (
	"bytes"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"lungang/model"
)

// writerOf returns the writer of an answer, for what is written bit by bit.
func writerOf(c huma.Context) http.ResponseWriter { return humaecho.UnwrapV4(c).Response() }

// eventText writes an event on one line, as JSON.
func eventText(e *ProgressEvent) ([]byte, error) {
	var b bytes.Buffer
	err := model.Encode(&b, e)
	return b.Bytes(), err
}

// encoded is an answer that may have been encoded before.
type encoded interface{ encoding() []byte }

// marshal writes an answer as JSON.
func marshal(w io.Writer, v any) error {
	if e, ok := v.(encoded); ok && e.encoding() != nil {
		_, err := w.Write(e.encoding())
		return err
	}
	return model.Encode(w, v)
}
