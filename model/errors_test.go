package model_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

func TestErrorCode(t *testing.T) {
	t.Parallel()
	cause := errors.New("secret path")
	e := model.NewError(model.CodeNotFound, model.Text{ZH: "没有这个方案", EN: "no such plan"}, cause)
	wrapped := fmt.Errorf("outer: %w", e)

	require.Equal(t, model.Code(""), model.ErrorCode(nil))
	require.Equal(t, model.CodeNotFound, model.ErrorCode(wrapped))
	require.Equal(t, model.CodeInternal, model.ErrorCode(cause))
	require.Equal(t, model.CodeCancelled, model.ErrorCode(fmt.Errorf("x: %w", context.Canceled)))
	require.Equal(t, model.CodeTimeLimit, model.ErrorCode(context.DeadlineExceeded))
	require.Equal(t, model.CodeMissing, model.ErrorCode(model.Faults{{Code: model.CodeMissing}}))

	require.ErrorIs(t, wrapped, &model.Error{Code: model.CodeNotFound})
	require.NotErrorIs(t, wrapped, &model.Error{Code: model.CodeIO})
	require.ErrorIs(t, wrapped, cause)
	require.Contains(t, e.Error(), "secret path", "logs hold the cause")
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	e := model.NewError(model.CodeIO, model.Text{ZH: "读取失败", EN: "reading failed"}, errors.New("secret path"))
	require.Equal(t, "读取失败", model.ErrorText(e, "zh"))
	require.Equal(t, "读取失败", model.ErrorText(e, ""))
	require.Equal(t, "reading failed", model.ErrorText(e, "en-GB"))
	require.Empty(t, model.ErrorText(nil, "zh"))
	require.NotContains(t, model.ErrorText(errors.New("secret path"), "en"), "secret")
	require.Equal(t, model.CodeIO.Text().EN, model.ErrorText(model.NewError(model.CodeIO, model.Text{}, nil), "en"))
}

func TestCodesAreDocumented(t *testing.T) {
	t.Parallel()
	internal := model.CodeInternal.Text()
	for _, c := range model.CodeInternal.Values() {
		text := model.Code(c).Text()
		require.NotEmpty(t, text.ZH, c)
		require.NotEmpty(t, text.EN, c)
		if c != "internal" {
			require.NotEqual(t, internal, text, c)
		}
	}
}

func TestFaultsText(t *testing.T) {
	t.Parallel()
	var fs model.Faults
	require.Equal(t, "no faults", fs.Error())
	for i := range 30 {
		fs = append(fs, model.Fault{
			Code: model.CodeMissing, Pointer: fmt.Sprintf("/teachers/%d", i), Message: model.Text{ZH: "缺", EN: "absent"},
		})
	}
	require.Contains(t, fs.Error(), "/teachers/19: absent")
	require.NotContains(t, fs.Error(), "/teachers/20:")
	require.Contains(t, fs.Error(), "and 10 more")
	require.Contains(t, fs.Text("zh"), "还有 10 处")
	require.Contains(t, fs[:21].Error(), "/teachers/20: absent", "one more line says as much as the count of one")

	f := model.Fault{
		Code: model.CodeBadWord, Severity: model.SeverityWarning, Pointer: "/a", Line: 3, Column: 7, Value: "x", Allowed: "y, z",
		Message: model.Text{ZH: "不对", EN: "wrong"}, Remedy: model.Text{ZH: "改", EN: "correct it"},
	}
	require.Equal(t, "3:7: /a: warning: wrong (found: x) (allowed: y, z). correct it", f.Text("en"))
}

func TestFaultsErr(t *testing.T) {
	t.Parallel()
	warning := model.Fault{Code: model.CodeMissing, Severity: model.SeverityWarning}
	require.NoError(t, model.Faults(nil).Err())
	require.NoError(t, model.Faults{warning}.Err())
	require.False(t, model.Faults{warning}.HasErrors())

	both := model.Faults{warning, {Code: model.CodeCycle}}
	require.True(t, both.HasErrors())
	require.Equal(t, model.CodeCycle, model.ErrorCode(both.Err()))
	require.Len(t, model.ErrorFaults(both.Err()), 2, "warnings are told too")
	require.Len(t, both.Errors(), 1)
	require.Len(t, both.Warnings(), 1)

	mixed := model.Faults{{Code: model.CodeCycle}, {Code: model.CodeMissing}}
	require.Equal(t, model.CodeInvalid, model.ErrorCode(mixed.Err()))
	mixed = append(mixed, model.Fault{Code: model.CodeBadJSON})
	require.Equal(t, model.CodeBadJSON, model.ErrorCode(mixed.Err()))
}

func TestFaultJSON(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(model.Fault{Code: model.CodeIO, Severity: model.SeverityError, Message: model.Text{ZH: "甲", EN: "a"}})
	require.NoError(t, err)
	require.JSONEq(t, `{"code": "io", "severity": "error", "message": {"zh": "甲", "en": "a"}}`, string(b))
}
