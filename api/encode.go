package api

import (
	"bytes"
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
