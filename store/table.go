package store

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"time"

	"gorm.io/gorm/schema"
)

// rowTypes are the rows of every table, those that are referred to first.
var rowTypes = []any{
	Tenant{}, documentRow{}, User{}, Session{}, APIKey{}, Dataset{}, personRow{}, Retention{}, peopleStore{}, Pack{}, Override{}, Pin{}, Batch{},
	Plan{}, planTag{}, Run{}, Progress{}, Comparison{}, Webhook{}, Delivery{}, DeliveryAttempt{}, Idempotency{},
	ReviewEvent{}, Objection{}, ObjectionRung{}, PlanLink{}, Question{}, textRow{},
	AuditEntry{}, auditHashes{}, auditHead{},
}

// table is a table as its row type says.
type table struct {
	name    string
	order   string // columns of the primary key
	columns []column
	own     []string // columns that refer to rows of the same table
}

var ownColumns = map[string][]string{
	"datasets":   {"parent_id", "origin_id", "people_id"},
	"plans":      {"parent_id"},
	"deliveries": {"replay_of"},
}

type column struct {
	name     string
	kind     columnKind
	nullable bool
	key      bool
}

// columnKind is what a column holds, in either dialect.
type columnKind string

const (
	kindText  columnKind = "text"
	kindInt   columnKind = "integer"
	kindTime  columnKind = "time"
	kindBytes columnKind = "bytes"
)

var tables = sync.OnceValue(func() []table {
	out := make([]table, len(rowTypes))
	for i, row := range rowTypes {
		s, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			panic(err) // a row type of this package; every test would fail
		}
		out[i].name, out[i].own = s.Table, ownColumns[s.Table]
		for _, f := range s.Fields {
			if f.DBName == "" { // not kept in this table
				continue
			}
			c := column{name: f.DBName, kind: kindText, key: f.PrimaryKey}
			_, c.nullable = f.Serializer.(nullable)
			switch {
			case f.FieldType == reflect.TypeFor[time.Time]():
				c.kind = kindTime
			case f.FieldType == reflect.TypeFor[[]byte]():
				c.kind = kindBytes
			case f.FieldType.Kind() == reflect.Int, f.FieldType.Kind() == reflect.Int64:
				c.kind = kindInt
			}
			out[i].columns = append(out[i].columns, c)
			if c.key {
				if out[i].order != "" {
					out[i].order += ", "
				}
				out[i].order += c.name
			}
		}
	}
	return out
})

// toJSON turns what a driver gives for the column into what JSON can say.
func (c column) toJSON(v any) (any, error) {
	switch v := v.(type) {
	case nil, int64:
		return v, nil
	case string:
		return v, nil
	case time.Time:
		return moment(v).Format(time.RFC3339Nano), nil
	case []byte:
		if c.kind == kindBytes {
			return base64.StdEncoding.EncodeToString(v), nil
		}
		return string(v), nil
	}
	return nil, fmt.Errorf("column %s has the type %T", c.name, v)
}

// fromJSON is the way back.
func (c column) fromJSON(text json.RawMessage) (any, error) {
	if string(text) == "null" {
		return nil, nil
	}
	var out any
	var err error
	switch c.kind {
	case kindInt:
		var n int64
		err = json.Unmarshal(text, &n)
		out = n
	case kindTime:
		var t time.Time
		err = json.Unmarshal(text, &t)
		out = moment(t)
	case kindBytes:
		var b []byte
		err = json.Unmarshal(text, &b)
		out = b
	default:
		var s string
		err = json.Unmarshal(text, &s)
		out = s
	}
	return out, err
}
