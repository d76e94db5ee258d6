package service

import (
	"context"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

// login looks whether people can log in: the provider answers, and the bureau
// that they would belong to is there.
func (a *App) login(ctx context.Context) Finding {
	const name = "login"
	o := a.Config.OIDC
	if o.Tenant != "" {
		_, err := store.Read(ctx, a.store, func(tx *store.Tx) (*store.Tenant, error) { return tx.Tenants().Get(store.TenantID(o.Tenant)) })
		if is(err, model.CodeNotFound) {
			return bad(name, model.Text{
				ZH: "LUNGANG_OIDC_TENANT 不是本库中的单位;lungang tenant list 列出单位编号",
				EN: "LUNGANG_OIDC_TENANT is no bureau of this database; lungang tenant list shows their ids",
			})
		}
		if err != nil {
			return version(name, err)
		}
	}
	if err := (api.Login{Issuer: o.Issuer}).Reach(ctx); err != nil {
		return warn(name, "登录服务 "+o.Issuer+" 没有应答,或自称为别的地址", "the identity provider "+o.Issuer+" does not answer, or calls itself otherwise")
	}
	return fine(name, "登录服务 "+o.Issuer+" 有应答", "the identity provider "+o.Issuer+" answers")
}
