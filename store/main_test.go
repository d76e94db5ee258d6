package store_test

import (
	"testing"

	"lungang/store/pgtest"
)

func TestMain(m *testing.M) {
	defer pgtest.Stop()
	m.Run()
}
