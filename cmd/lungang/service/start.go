package service

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lungang/model"
	"lungang/store"
)

// leap is how far the clock may be past the newest entry of the log before it is
// believed that a bureau was away so long: rotation is yearly work.
const leap = 400 * 24 * time.Hour

// prepare makes sure that the process may work, and brings the schema up to date, as
// `lungang migrate` does: API and workers alike, and those that start at once wait for
// each other.
func (a *App) prepare(ctx context.Context) (err error) {
	if a.auditKeyAway() {
		return errAuditKeyAway
	}
	if a.lock, err = takeLock(a.store); err != nil {
		return err
	}
	if _, err = a.Migrate(ctx); err != nil {
		return err
	}
	needs, err := store.Read(ctx, a.store, func(tx *store.Tx) (bool, error) { return tx.House().NeedsAuditKey() })
	switch {
	case err != nil:
		return err
	case needs: // no decision could be stored
		return errNoAuditKey
	}
	return a.sameKey(ctx)
}

// sameKey refuses to work with a data key that only has the name of the one that
// sealed what is stored: what it sealed from now on nobody would open beside it.
// A key that is not there at all loses nothing, and is warned of.
func (a *App) sameKey(ctx context.Context) error {
	if !a.store.Keyring().Ready() {
		a.Log.Warn("LUNGANG_DATA_KEY is not set: names, ID numbers and secrets of webhooks cannot be stored")
	}
	shut, err := store.Read(ctx, a.store, func(tx *store.Tx) ([]string, error) { return tx.House().Shut() })
	if err != nil || len(shut) == 0 {
		return err
	}
	others := slices.DeleteFunc(slices.Clone(shut), func(id string) bool { return !a.store.Keyring().Has(id) })
	if len(others) == 0 {
		a.Log.Warn("the data keys that sealed some of what is stored are not here", "ids", shut)
		return nil
	}
	names := strings.Join(others, ", ")
	return failure(model.CodeConflict,
		"LUNGANG_DATA_KEY 中名为 "+names+" 的密钥不是加密现有数据的那一个;请放回原来的密钥,或给新密钥另起名字并排在前面",
		"the key that LUNGANG_DATA_KEY names "+names+" is not the one that encrypted what is stored; bring that back, or give a new key a name of its own and put it first")
}

// sinceLast is how long ago the newest entry of any log was written; negative when
// that is in the future; 0 when there is none.
func (a *App) sinceLast(ctx context.Context) (time.Duration, error) {
	return store.Read(ctx, a.store, func(tx *store.Tx) (time.Duration, error) {
		last, err := tx.House().LastEntry()
		if err != nil || last.IsZero() {
			return 0, err
		}
		return tx.Now().Sub(last), nil
	})
}

// leapt reports whether the clock is so far past the newest entry of any log that
// it may be wrong, and says so in the log of the process.
func (a *App) leapt(ctx context.Context) bool {
	since, err := a.sinceLast(ctx)
	if err != nil || since <= leap {
		return false // without a database nothing is deleted either
	}
	a.Log.Warn("personal data are not deleted by themselves: the clock is far past the newest entry of the log; look at the clock, then use lungang retention run",
		"days", int(since/(24*time.Hour)))
	return true
}

// jumped is the finding about the clock for whoever looks: nil when the logs agree
// with it.
func (a *App) jumped(ctx context.Context, name string) *Finding {
	const day = 24 * time.Hour
	since, err := a.sinceLast(ctx)
	switch {
	case err != nil: // another finding says so
		return nil
	case since < -time.Minute:
		f := warn(name, "系统时间早于日志最后一条记录("+since.Abs().Round(time.Second).String()+");请校准时钟",
			"the clock is "+since.Abs().Round(time.Second).String()+" before the newest entry of the log; set it right")
		return &f
	case since > leap:
		f := warn(name, fmt.Sprintf("系统时间比日志最后一条记录晚 %d 天;服务不自动删除个人信息,请核对时钟后运行 lungang retention run", since/day),
			fmt.Sprintf("the clock is %d days past the newest entry of the log; the service deletes no personal data by itself: look at the clock, then use lungang retention run", since/day))
		return &f
	}
	return nil
}
