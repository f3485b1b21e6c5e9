package jetstream

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
)

// What others can reach is refused without TLS and without asking who is there, on both ends;
// so is a secret that all can see.
func TestOpenAddresses(t *testing.T) {
	closed := Security{Cert: "c", Key: "k", Token: "t"}
	for address, want := range map[string]string{
		"0.0.0.0:4222": "other machines can reach", ":4222": "other machines can reach", "192.0.2.1:4222": "other machines can reach",
		"[::]:4222": "other machines can reach", "example.org:4222": "other machines can reach", "127.0.0.1": "expected an address", "127.0.0.1:x": "expected an address",
		"127.0.0.1:0": "", "localhost:4222": "", "[::1]:4222": "",
	} {
		_, _, err := Security{}.CheckListen(address)
		if (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
		if _, _, err := closed.CheckListen(address); want == "other machines can reach" && err != nil {
			t.Errorf("%s with TLS and a token: %v", address, err)
		}
	}
	for what, s := range map[string]Security{"only TLS": {Cert: "c", Key: "k"}, "only a token": {Token: "t"}, "half a certificate": {Cert: "c", Token: "t"}} {
		if _, _, err := s.CheckListen("0.0.0.0:4222"); err == nil {
			t.Errorf("%s is enough", what)
		}
	}
	for address, want := range map[string]string{
		"nats://example.org:4222": "this is another machine", "tls://example.org:4222": "this is another machine", "http://x": "expected an address",
		"nats://s3cret@127.0.0.1": "can be seen", "tls://a:1,nats://b:1": "this is another machine", "": "expected an address",
		"nats://127.0.0.1:4222": "",
	} {
		if _, err := (Security{}).Dial(address); (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
	if _, err := (Security{Token: "t"}).Dial("tls://example.org:4222"); err != nil {
		t.Error(err)
	}
	if _, err := (Security{Token: "t"}).Dial("nats://example.org:4222"); err == nil {
		t.Error("a token is sent where all can read it")
	}
}

// With TLS, and a token or keys, who knows the token or has a key takes part, and nobody
// else.
func TestSecured(t *testing.T) {
	cert, key := certificate(t)
	user, err := nkeys.CreateUser()
	if err != nil {
		t.Fatal(err)
	}
	public, err := user.PublicKey()
	if err != nil {
		t.Fatal(err)
	}
	seed, err := user.Seed()
	if err != nil {
		t.Fatal(err)
	}
	seedFile := filepath.Join(t.TempDir(), "seed")
	if err := os.WriteFile(seedFile, seed, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct{ server, right Security }{
		{Security{Token: "the right token", Cert: cert, Key: key}, Security{Token: "the right token", CA: cert}},
		{Security{Nkeys: []string{public}, Cert: cert, Key: key}, Security{SeedFile: seedFile, CA: cert}},
	} {
		c := open(t, filepath.Join(t.TempDir(), "d"))
		c.serve("0.0.0.0:0", one.server)
		_, port, err := net.SplitHostPort(strings.TrimPrefix(c.server.URL(), "tls://"))
		if err != nil {
			t.Fatal(err)
		}
		at := "tls://127.0.0.1:" + port
		link, err := Connect(t.Context(), at, one.right, func(err error) { t.Log(err) })
		if err != nil {
			t.Fatal(err)
		}
		w, err := NewWorker(t.Context(), link, func(err error) { t.Log(err) })
		if err != nil || *w.Campaign != *c.c {
			t.Error(err)
		}
		c.deliver(w, c.claim(w))
		link.Close()
		for what, wrong := range map[string]Security{"nobody": {CA: cert}, "another token": {Token: "the wrong token", CA: cert}, "an unknown authority": {Token: one.right.Token, SeedFile: one.right.SeedFile}} {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			if link, err := Connect(ctx, at, wrong, func(error) {}); err == nil {
				link.Close()
				t.Errorf("%s is let in", what)
			} else if errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s waits for ever: %v", what, err)
			}
			cancel()
		}
		// Who speaks without TLS is not heard.
		if conn, err := nats.Connect("nats://127.0.0.1:"+port, nats.Token("the right token"), nats.Timeout(time.Second)); err == nil {
			secret := conn.TLSRequired()
			conn.Close()
			if !secret {
				t.Error("a worker is served without TLS")
			}
		}
		c.stop()
	}
	for want, s := range map[string]Security{"expected the public key": {Nkeys: []string{"UX"}}, "expected one way": {Nkeys: []string{public}, Token: "t"}} {
		if _, err := Start(t.TempDir(), "127.0.0.1:0", s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for want, s := range map[string]Security{"expected a file with the seed": {SeedFile: cert}, "expected certificates": {CA: seedFile}, "no such file": {CA: "nowhere"}} {
		if _, err := s.Dial("nats://127.0.0.1:1"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// certificate makes one for this machine, which is its own authority.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	signed, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	cert, key = filepath.Join(folder, "cert"), filepath.Join(folder, "key")
	for name, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: signed}, key: {Type: "EC PRIVATE KEY", Bytes: packed}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}
