package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"

	"lungang/model"
)

// TenantID names a tenant: a district's bureau. Every repository asks for it.
type TenantID string

// Actor is the pseudonym of who decided: a user's or key's id, or System.
type Actor string

// System is the actor of what the service does by itself.
const System Actor = "system"

// of begins a statement about rows of one tenant. Every repository begins here.
func (tx *Tx) of(tenant TenantID) *gorm.DB { return tx.gorm.Where("tenant_id = ?", tenant) }

// locked begins a statement that holds the rows of a tenant that it reads until the
// transaction ends.
func (tx *Tx) locked(tenant TenantID) *gorm.DB { return tx.holding(tx.of(tenant)) }

// holding makes a statement hold the rows that it reads until the transaction ends.
// SQLite holds everything anyway.
func (tx *Tx) holding(q *gorm.DB) *gorm.DB {
	if tx.store.dialect == PostgreSQL {
		q = q.Clauses(clause.Locking{Strength: "UPDATE"})
	}
	return q
}

// byID finds the one row of a tenant with that id.
func byID[T any](tx *Tx, tenant TenantID, id string, what model.Text) (*T, error) {
	return one[T](tx.of(tenant).Where("id = ?", id), what)
}

func one[T any](q *gorm.DB, what model.Text) (*T, error) {
	var rows []T
	err := q.Limit(1).Find(&rows).Error
	if err != nil && !errors.Is(err, &model.Error{Code: model.CodeBadParameter}) { // what cannot be stored is not there
		return nil, dbError("read "+what.EN, err)
	}
	if len(rows) == 0 {
		return nil, notFound(what)
	}
	return &rows[0], nil
}

// insert writes rows of one type, some at a time.
func insert[T any](tx *Tx, what model.Text, rows ...T) error {
	if len(rows) == 0 {
		return nil
	}
	return dbError("insert "+what.EN, tx.gorm.CreateInBatches(rows, batchOf[T]()).Error)
}

// batchOf keeps a statement below the 32,766 parameters of SQLite.
func batchOf[T any]() int { return 16_000 / max(1, reflect.TypeFor[T]().NumField()) }

// changed reports how many rows an update or a delete met.
func changed(result *gorm.DB, what model.Text) (int64, error) {
	return result.RowsAffected, dbError("change "+what.EN, result.Error)
}

func init() {
	schema.RegisterSerializer("nullable", nullable{})
	schema.RegisterSerializer("list", list{})
}

// nullable stores the zero value of a text, a number, bytes or a time as NULL.
type nullable struct{}

func (nullable) Scan(ctx context.Context, field *schema.Field, row reflect.Value, value any) error {
	target := field.ReflectValueOf(ctx, row)
	if value == nil {
		target.SetZero()
		return nil
	}
	if b, ok := value.([]byte); ok && target.Kind() == reflect.String {
		value = string(b)
	}
	v := reflect.ValueOf(value)
	if !v.CanConvert(target.Type()) {
		return fmt.Errorf("column %s has the type %T", field.DBName, value)
	}
	target.Set(v.Convert(target.Type()))
	return nil
}

func (nullable) Value(_ context.Context, _ *schema.Field, _ reflect.Value, value any) (any, error) {
	v := reflect.ValueOf(value)
	if v.IsZero() {
		return nil, nil
	}
	if k := v.Kind(); k == reflect.String {
		return v.String(), nil
	} else if k == reflect.Int || k == reflect.Int64 {
		return v.Int(), nil
	}
	switch v := value.(type) {
	case time.Time:
		return moment(v), nil
	case []byte:
		return v, nil
	}
	return nil, fmt.Errorf("no nullable form of %T", value)
}

// list stores a list as JSON text; nil as [].
type list struct{}

func (list) Scan(ctx context.Context, field *schema.Field, row reflect.Value, value any) error {
	target := field.ReflectValueOf(ctx, row)
	target.SetZero()
	switch v := value.(type) {
	case string:
		return json.Unmarshal([]byte(v), target.Addr().Interface())
	case []byte:
		return json.Unmarshal(v, target.Addr().Interface())
	}
	return fmt.Errorf("column %s has the type %T", field.DBName, value)
}

func (list) Value(_ context.Context, _ *schema.Field, _ reflect.Value, value any) (any, error) {
	if v := reflect.ValueOf(value); !v.IsValid() || v.Len() == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(value)
	return string(text), err
}

// jsonText is a list as it is stored, for updates by column.
func jsonText(v any) string {
	text, _ := list{}.Value(nil, nil, reflect.Value{}, v) //nolint:staticcheck // the context is not looked at
	return text.(string)
}

// listed is a list as it is read back: a list of its own, never nil.
func listed(l []string) []string { return append([]string{}, l...) }

// where adds the conditions that are not zero.
func where(q *gorm.DB, conditions map[string]any) *gorm.DB {
	for _, column := range slices.Sorted(maps.Keys(conditions)) {
		if v := conditions[column]; !reflect.ValueOf(v).IsZero() {
			q = q.Where(column+" = ?", v)
		}
	}
	return q
}

// addTo counts a column up.
func addTo(column string, n int64) clause.Expr { return gorm.Expr(column+" + ?", n) }
