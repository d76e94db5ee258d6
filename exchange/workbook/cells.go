package workbook

import (
	"encoding/json"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"lungang/model"
)

// wrong is what is wrong with the text of a cell.
type wrong struct {
	code           model.Code
	zh, en         string
	allowed        string
	remedy         model.Text
	warning, quiet bool // quiet: nothing of the cell is shown
}

// clean takes away what nobody sees at the ends of a cell: spaces of any width,
// and characters without one.
func clean(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' || r == '\u200E' || r == '\u200F'
	})
}

// narrow makes digits and letters of full width ordinary ones.
func narrow(text string) string { return clean(width.Fold.String(text)) }

var (
	schoolIDs  = reflect.TypeFor[[]model.SchoolID]()
	teacherIDs = reflect.TypeFor[[]model.TeacherID]()
	ids        = map[reflect.Type]bool{
		reflect.TypeFor[model.SchoolID](): true, reflect.TypeFor[model.TeacherID](): true,
		reflect.TypeFor[model.ZoneID](): true, reflect.TypeFor[model.GroupID](): true,
	}
	rawType     = reflect.TypeFor[json.RawMessage]()
	dateType    = reflect.TypeFor[model.Date]()
	subjectType = reflect.TypeFor[model.Subject]()
)

// mangled is a number that a spreadsheet program made of a long row of digits.
var mangled = regexp.MustCompile(`^\d(\.\d+)?[eE]\+?(1[1-9]|[2-9]\d|\d{3,})$`)

var mangledText = &wrong{
	code: model.CodeBadFormat, quiet: true, zh: "长编号被当作数字存放,后几位已经丢失", en: "a long code is kept as a number and has lost its last digits",
	remedy: model.Text{ZH: "请先把该列设为“文本”格式,再重新录入编号", EN: "make the column a text column, and enter the code anew"},
}

// set puts the text of a cell, which is not empty, into a field.
func set(v reflect.Value, text string, base1904 bool) *wrong {
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		v.Set(reflect.New(t.Elem()))
		return set(v.Elem(), text, base1904)
	}
	if l, ok := lists[t]; ok {
		code, ok := l.code(narrow(text))
		if !ok {
			return badWord(text, &l)
		}
		v.SetString(code)
		return nil
	}
	switch {
	case t == dateType:
		d, bad := date(text, base1904)
		v.Set(reflect.ValueOf(d))
		return bad
	case t == subjectType:
		v.SetString(subjectCode(narrow(text)))
	case t == schoolIDs || t == teacherIDs:
		return setIDs(v, text)
	case t == rawType:
		v.SetBytes(rawValue(text))
	case ids[t]:
		v.SetString(narrow(plain(text)))
	case t.Kind() == reflect.String:
		v.SetString(plain(text))
	case t.Kind() == reflect.Bool:
		b, bad := boolean(text)
		v.SetBool(b)
		return bad
	case t.Kind() == reflect.Float64:
		x, bad := number(text)
		v.SetFloat(x)
		return bad
	default:
		n, bad := whole(text)
		v.SetInt(n)
		return bad
	}
	if mangled.MatchString(clean(text)) {
		return mangledText
	}
	return nil
}

func setIDs(v reflect.Value, text string) *wrong {
	for _, id := range entries(text) {
		if mangled.MatchString(id) {
			return mangledText
		}
		item := reflect.New(v.Type().Elem()).Elem()
		item.SetString(narrow(plain(id)))
		v.Set(reflect.Append(v, item))
	}
	return nil
}

// plain takes the apostrophe away that keeps a text from becoming a formula.
func plain(text string) string {
	if strings.HasPrefix(text, "'") && formulaLike(text) {
		return text[1:]
	}
	return text
}

// formulaLike reports whether a text, behind apostrophes, begins as a formula
// would (CWE-1236).
func formulaLike(text string) bool {
	text = strings.TrimLeft(text, "' ")
	return text != "" && strings.ContainsRune("=+-@\uFF1D\uFF0B\uFF0D\uFF20", []rune(text)[0])
}

// rawValue is a JSON value, or a text that is none.
func rawValue(text string) json.RawMessage {
	switch narrow(text) {
	case "是", "TRUE":
		return json.RawMessage("true")
	case "否", "FALSE":
		return json.RawMessage("false")
	}
	if json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	quoted, err := json.Marshal(plain(text))
	if err != nil { // no text does that
		return json.RawMessage("null")
	}
	return quoted
}

func boolean(text string) (bool, *wrong) {
	switch strings.ToLower(narrow(text)) {
	case "是", "true", "yes", "y", "1", "√":
		return true, nil
	case "否", "false", "no", "n", "0", "×":
		return false, nil
	}
	return false, &wrong{
		code: model.CodeBadWord, zh: "应写 是 或 否", en: "write 是 (yes) or 否 (no)", allowed: "是, 否",
		remedy: model.Text{ZH: "请写 是 或 否,或空着", EN: "write 是 or 否, or leave it empty"},
	}
}

func number(text string) (float64, *wrong) {
	x, err := strconv.ParseFloat(strings.ReplaceAll(narrow(text), ",", ""), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return 0, &wrong{
			code: model.CodeWrongType, zh: "应为数字", en: "a number is needed",
			remedy: model.Text{ZH: "请只写数字,不写单位", EN: "write the number only, without a unit"},
		}
	}
	return x, nil
}

// whole reads a whole number; spreadsheets keep 3 as 3.0 or 2.9999999999999996.
func whole(text string) (int64, *wrong) {
	x, bad := number(text)
	if bad != nil {
		return 0, bad
	}
	n := math.Round(x)
	if math.Abs(x-n) > 1e-9 || math.Abs(n) > 1<<53 {
		return 0, &wrong{
			code: model.CodeWrongType, zh: "应为整数", en: "a whole number is needed",
			remedy: model.Text{ZH: "请写整数", EN: "write a whole number"},
		}
	}
	return int64(n), nil
}

func badWord(text string, l *wordList) *wrong {
	return &wrong{
		code: model.CodeBadWord, zh: "不认识“" + short(text) + "”", en: "unknown word “" + short(text) + "”",
		allowed: strings.Join(l.words, "、"),
		remedy:  model.Text{ZH: "请从下拉列表或工作表“" + sheetWords + "”中选", EN: "choose from the drop-down list or from the sheet " + sheetWords},
	}
}

// short is as much of a text as a fault shows.
func short(text string) string {
	const most = 20
	r := []rune(strings.ToValidUTF8(text, "\uFFFD"))
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(r)
}
