package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
)

// PatchOp is one operation of a JSON Patch (RFC 6902).
type PatchOp struct {
	Op    PatchKind       `json:"op" doc:"what is done"`
	Path  string          `json:"path" doc:"RFC 6901 pointer to the place"`
	From  string          `json:"from,omitempty" doc:"pointer to where it comes from, for move and copy"`
	Value json.RawMessage `json:"value,omitempty" doc:"value, for add, replace and test"`
}

// PatchKind is what an operation does.
type PatchKind string

// Values lists the closed set of words.
func (PatchKind) Values() []string {
	return []string{"add", "remove", "replace", "move", "copy", "test"}
}

// patch applies a JSON Patch to a document. Nothing changes unless all
// operations can be done. Faults point into the patch.
func patch(document, text []byte) ([]byte, error) {
	ops, err := model.Decode[[]PatchOp](bytes.NewReader(text), 0)
	if err != nil {
		return nil, err
	}
	root, err := tree(document)
	if err != nil {
		return nil, err
	}
	left := mostCopied
	for i, op := range *ops {
		if root, err = op.apply(root, &left); err != nil {
			return nil, atOperation(i, err)
		}
	}
	out, err := json.Marshal(root)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return out, nil
}

// tree reads JSON and keeps the digits of numbers.
func tree(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, model.NewError(model.CodeBadJSON, TextOf(model.CodeBadJSON), err)
	}
	return v, nil
}

func atOperation(i int, err error) error {
	e := problemText(err)
	return model.Faults{{
		Code: model.ErrorCode(err), Severity: model.SeverityError, Pointer: fmt.Sprintf("/%d", i), Message: e,
	}}.Err()
}

func problemText(err error) model.Text {
	return model.Text{ZH: model.ErrorText(err, "zh"), EN: model.ErrorText(err, "en")}
}

// mostCopied is how many values the copies of one patch may make: a patch of a
// few lines could otherwise double a document again and again.
const mostCopied = 2_000_000

func (o *PatchOp) apply(root any, left *int) (any, error) {
	switch o.Op {
	case "add", "replace", "test":
		if len(o.Value) == 0 {
			return nil, oops(model.CodeMissing, "缺少 value", "value is missing")
		}
		v, err := tree(o.Value)
		if err != nil {
			return nil, err
		}
		switch o.Op {
		case "add":
			return put(root, o.Path, v, true)
		case "replace":
			return put(root, o.Path, v, false)
		}
		found, err := look(root, o.Path)
		if err == nil && !same(found, v) {
			err = oops(model.CodeConflict, "test 不成立:此处是别的值", "test fails: another value is there")
		}
		return root, err
	case "remove":
		_, root, err := cut(root, o.Path)
		return root, err
	case "move":
		if o.Path == o.From {
			_, err := look(root, o.From)
			return root, err
		}
		if strings.HasPrefix(o.Path, o.From+"/") {
			return nil, oops(model.CodeBadParameter, "不能移到自己之内", "nothing moves into itself")
		}
		v, root, err := cut(root, o.From)
		if err != nil {
			return nil, err
		}
		return put(root, o.Path, v, true)
	case "copy":
		v, err := look(root, o.From)
		if err != nil {
			return nil, err
		}
		if v = clone(v, left); *left < 0 {
			return nil, oops(model.CodeTooLarge, "复制的内容过多", "too much is copied")
		}
		return put(root, o.Path, v, true)
	}
	return nil, oops(model.CodeBadWord, "不认识的操作", "the operation is not known")
}

// same compares JSON values; numbers by their value.
func same(a, b any) bool {
	x, ok := a.(json.Number)
	y, also := b.(json.Number)
	if ok && also {
		f, err := x.Float64()
		g, also := y.Float64()
		return x == y || err == nil && also == nil && f == g
	}
	switch a := a.(type) {
	case map[string]any:
		m, ok := b.(map[string]any)
		if !ok || len(a) != len(m) {
			return false
		}
		for k, v := range a {
			if w, ok := m[k]; !ok || !same(v, w) {
				return false
			}
		}
		return true
	case []any:
		l, ok := b.([]any)
		return ok && slices.EqualFunc(a, l, same)
	}
	return reflect.DeepEqual(a, b)
}

// clone copies a value, and counts down what is left to copy; below 0 it stops.
func clone(v any, left *int) any {
	if *left--; *left < 0 {
		return nil
	}
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			out[k] = clone(x, left)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = clone(x, left)
		}
		return out
	}
	return v
}

// steps splits a pointer.
func steps(pointer string) ([]string, error) {
	if pointer == "" {
		return nil, nil
	}
	if pointer[0] != '/' {
		return nil, oops(model.CodeBadFormat, "指针应以 / 开头", "a pointer begins with /")
	}
	out := strings.Split(pointer[1:], "/")
	for i := range out {
		out[i] = strings.ReplaceAll(strings.ReplaceAll(out[i], "~1", "/"), "~0", "~")
	}
	return out, nil
}

func nothingThere() error {
	return oops(model.CodeUnknownReference, "指针所指之处不存在", "there is nothing at the pointer")
}

// index reads a step into a list of n entries; "-" is behind the last.
func index(step string, n int) (int, error) {
	if step == "-" {
		return n, nil
	}
	i, err := strconv.Atoi(step)
	if err != nil || i < 0 || strconv.Itoa(i) != step {
		return 0, nothingThere()
	}
	return i, nil
}

func look(root any, pointer string) (any, error) {
	path, err := steps(pointer)
	if err != nil {
		return nil, err
	}
	for _, step := range path {
		switch node := root.(type) {
		case map[string]any:
			v, ok := node[step]
			if !ok {
				return nil, nothingThere()
			}
			root = v
		case []any:
			i, err := index(step, len(node))
			if err != nil || i >= len(node) {
				return nil, nothingThere()
			}
			root = node[i]
		default:
			return nil, nothingThere()
		}
	}
	return root, nil
}

// put writes a value: a new one (insert), or in the place of one that is there.
func put(root any, pointer string, v any, insert bool) (any, error) {
	path, err := steps(pointer)
	if err != nil {
		return nil, err
	}
	if len(path) == 0 {
		return v, nil
	}
	return within(root, path, func(parent any, step string) (any, error) {
		switch node := parent.(type) {
		case map[string]any:
			if _, ok := node[step]; !ok && !insert {
				return nil, nothingThere()
			}
			node[step] = v
			return node, nil
		case []any:
			i, err := index(step, len(node))
			switch {
			case err != nil || i > len(node) || i == len(node) && !insert:
				return nil, nothingThere()
			case insert:
				return slices.Insert(node, i, v), nil
			}
			node[i] = v
			return node, nil
		}
		return nil, nothingThere()
	})
}

// cut takes a value out.
func cut(root any, pointer string) (taken, rest any, err error) {
	path, err := steps(pointer)
	if err != nil || len(path) == 0 {
		return root, nil, err
	}
	rest, err = within(root, path, func(parent any, step string) (any, error) {
		switch node := parent.(type) {
		case map[string]any:
			v, ok := node[step]
			if !ok {
				return nil, nothingThere()
			}
			taken = v
			delete(node, step)
			return node, nil
		case []any:
			i, err := index(step, len(node))
			if err != nil || i >= len(node) {
				return nil, nothingThere()
			}
			taken = node[i]
			return slices.Delete(node, i, i+1), nil
		}
		return nil, nothingThere()
	})
	return taken, rest, err
}

// within changes the parent of the last step and puts it back into its own parent.
func within(node any, path []string, change func(parent any, step string) (any, error)) (any, error) {
	if len(path) == 1 {
		return change(node, path[0])
	}
	switch n := node.(type) {
	case map[string]any:
		child, ok := n[path[0]]
		if !ok {
			return nil, nothingThere()
		}
		changed, err := within(child, path[1:], change)
		if err != nil {
			return nil, err
		}
		n[path[0]] = changed
		return n, nil
	case []any:
		i, err := index(path[0], len(n))
		if err != nil || i >= len(n) {
			return nil, nothingThere()
		}
		changed, err := within(n[i], path[1:], change)
		if err != nil {
			return nil, err
		}
		n[i] = changed
		return n, nil
	}
	return nil, nothingThere()
}
