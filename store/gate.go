package store

// Gate is asked before anybody knows which tenant is meant: a secret says so.
// Nothing else is read here.
type Gate struct{ tx *Tx }

// Gate is the repository of what lets people and programs in.
func (tx *Tx) Gate() Gate { return Gate{tx} }

// Key returns the key with that secret: not_found when there is none, and when
// it is revoked or has expired.
func (r Gate) Key(secret string) (*APIKey, error) {
	k, err := one[APIKey](r.tx.gorm.Where("hash = ?", hashOf([]byte(secret))), aKey)
	if err != nil {
		return nil, err
	}
	if !k.Good(r.tx.now) {
		return nil, notFound(aKey)
	}
	return k, nil
}

// Session returns the session with that token, and its user: not_found when
// there is none, when it has expired, and when the user is disabled.
func (r Gate) Session(token string) (*Session, *User, error) {
	s, err := one[Session](r.tx.gorm.Where("hash = ?", hashOf([]byte(token))), aSession)
	if err != nil {
		return nil, nil, err
	}
	if !r.tx.now.Before(s.ExpiresAt) {
		return nil, nil, notFound(aSession)
	}
	u, err := r.tx.Users().Get(s.TenantID, s.UserID)
	if err != nil {
		return nil, nil, err
	}
	if !u.DisabledAt.IsZero() {
		return nil, nil, notFound(aSession)
	}
	return s, u, nil
}
