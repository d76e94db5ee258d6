package api_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// The examples of RFC 6902, appendix A, and what it leaves open.
func TestPatch(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		document, patch, want string
		code                  model.Code
	}{
		"A.1 add a member":        {document: `{"foo":"bar"}`, patch: `[{"op":"add","path":"/baz","value":"qux"}]`, want: `{"baz":"qux","foo":"bar"}`},
		"A.2 add an element":      {document: `{"foo":["bar","baz"]}`, patch: `[{"op":"add","path":"/foo/1","value":"qux"}]`, want: `{"foo":["bar","qux","baz"]}`},
		"A.3 remove a member":     {document: `{"baz":"qux","foo":"bar"}`, patch: `[{"op":"remove","path":"/baz"}]`, want: `{"foo":"bar"}`},
		"A.4 remove an element":   {document: `{"foo":["bar","qux","baz"]}`, patch: `[{"op":"remove","path":"/foo/1"}]`, want: `{"foo":["bar","baz"]}`},
		"A.5 replace":             {document: `{"baz":"qux","foo":"bar"}`, patch: `[{"op":"replace","path":"/baz","value":"boo"}]`, want: `{"baz":"boo","foo":"bar"}`},
		"A.6 move":                {document: `{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}`, patch: `[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]`, want: `{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}`},
		"A.7 move an element":     {document: `{"foo":["all","grass","cows","eat"]}`, patch: `[{"op":"move","from":"/foo/1","path":"/foo/3"}]`, want: `{"foo":["all","cows","eat","grass"]}`},
		"A.8 test":                {document: `{"baz":"qux","foo":["a",2,"c"]}`, patch: `[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2.0}]`, want: `{"baz":"qux","foo":["a",2,"c"]}`},
		"A.9 test fails":          {document: `{"baz":"qux"}`, patch: `[{"op":"test","path":"/baz","value":"bar"}]`, code: model.CodeConflict},
		"A.10 nested":             {document: `{"foo":"bar"}`, patch: `[{"op":"add","path":"/child","value":{"grandchild":{}}}]`, want: `{"child":{"grandchild":{}},"foo":"bar"}`},
		"A.12 no parent":          {document: `{"foo":"bar"}`, patch: `[{"op":"add","path":"/baz/bat","value":"qux"}]`, code: model.CodeUnknownReference},
		"A.14 escapes":            {document: `{"/":9,"~1":10}`, patch: `[{"op":"test","path":"/~01","value":10},{"op":"remove","path":"/~1"}]`, want: `{"~1":10}`},
		"A.15 text and number":    {document: `{"/":9,"~1":10}`, patch: `[{"op":"test","path":"/~01","value":"10"}]`, code: model.CodeConflict},
		"A.16 add at the end":     {document: `{"foo":["bar"]}`, patch: `[{"op":"add","path":"/foo/-","value":["abc","def"]}]`, want: `{"foo":["bar",["abc","def"]]}`},
		"copies are apart":        {document: `{"a":{"x":1}}`, patch: `[{"op":"copy","from":"/a","path":"/b"},{"op":"replace","path":"/b/x","value":2}]`, want: `{"a":{"x":1},"b":{"x":2}}`},
		"digits are kept":         {document: `{"a":12345678901234567890.10}`, patch: `[]`, want: `{"a":12345678901234567890.10}`},
		"index beyond the end":    {document: `[1]`, patch: `[{"op":"add","path":"/2","value":1}]`, code: model.CodeUnknownReference},
		"index with a zero":       {document: `[1,2]`, patch: `[{"op":"remove","path":"/01"}]`, code: model.CodeUnknownReference},
		"into itself":             {document: `{"a":{"b":1}}`, patch: `[{"op":"move","from":"/a","path":"/a/c"}]`, code: model.CodeBadParameter},
		"no pointer":              {document: `{}`, patch: `[{"op":"remove","path":"a"}]`, code: model.CodeBadFormat},
		"null":                    {document: `{"a":1}`, patch: `[{"op":"replace","path":"/a","value":null}]`, want: `{"a":null}`},
		"onto itself":             {document: `{"a":1}`, patch: `[{"op":"move","from":"/a","path":"/a"}]`, want: `{"a":1}`},
		"test of an object":       {document: `{"a":{"x":[1,{"y":true}]}}`, patch: `[{"op":"test","path":"/a","value":{"x":[1.0,{"y":true}]}}]`, want: `{"a":{"x":[1,{"y":true}]}}`},
		"whole":                   {document: `{"a":1}`, patch: `[{"op":"replace","path":"","value":[2]}]`, want: `[2]`},
		"without a value":         {document: `{"a":1}`, patch: `[{"op":"add","path":"/b"}]`, code: model.CodeMissing},
		"all or nothing":          {document: `{"a":1}`, patch: `[{"op":"remove","path":"/a"},{"op":"remove","path":"/a"}]`, code: model.CodeUnknownReference},
		"below what has no parts": {document: `{"a":1}`, patch: `[{"op":"add","path":"/a/b","value":1}]`, code: model.CodeUnknownReference},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := api.Patch([]byte(test.document), []byte(test.patch))
			require.Equal(t, test.code, model.ErrorCode(err), "%v", err)
			if test.code == "" {
				require.Equal(t, test.want, string(got))
			}
		})
	}
}

// A patch of a few lines cannot fill the memory.
func TestPatchBomb(t *testing.T) {
	t.Parallel()
	var ops []string
	for i := range 60 {
		ops = append(ops, fmt.Sprintf(`{"op":"copy","from":"","path":"/a%d"}`, i))
	}
	_, err := api.Patch([]byte(`{"a":{"b":{}}}`), []byte("["+strings.Join(ops, ",")+"]"))
	require.Equal(t, model.CodeTooLarge, model.ErrorCode(err))
}
