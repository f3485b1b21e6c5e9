package jetstream

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"

	"github.com/nats-io/nats.go"
)

// Security is how a server knows who is there, and how both ends know that nobody listens.
type Security struct {
	Token    string   // that both ends know
	Nkeys    []string // public keys that a server lets in
	SeedFile string   // of a worker's private key
	Cert     string   // file of a server's certificate
	Key      string   // and its private key
	CA       string   // file with the authorities whose certificates are believed
}

// errOpen says what is missing where more than this machine can listen.
const errOpen = "TLS (--tls-cert and --tls-key) and a token (--token-file) or keys (--nkey)"

// CheckListen refuses an address at which others could listen in, or take part. A server that
// only this machine can reach needs nothing.
func (s Security) CheckListen(address string) (host string, port int, err error) {
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return "", 0, fmt.Errorf("--listen %s: expected an address such as 127.0.0.1:4222", address)
	}
	if port, err = net.LookupPort("tcp", text); err != nil {
		return "", 0, fmt.Errorf("--listen %s: expected an address such as 127.0.0.1:4222", address)
	}
	if (s.Cert == "") != (s.Key == "") {
		return "", 0, errors.New("--tls-cert and --tls-key: expected both, or none")
	}
	if !IsLoopback(host) && (s.Cert == "" || s.Token == "" && len(s.Nkeys) == 0) {
		return "", 0, fmt.Errorf("--listen %s: other machines can reach this address, so that it needs %s; without them listen on 127.0.0.1", address, errOpen)
	}
	return host, port, nil
}

// IsLoopback reports whether only this machine can reach an address. A name can be made to
// mean anything, but for localhost.
func IsLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// serverTLS is the certificate that a server shows, or nil.
func (s Security) serverTLS() (*tls.Config, error) {
	if s.Cert == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(s.Cert, s.Key)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert %s and --tls-key %s: %w", s.Cert, s.Key, err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// Dial says how to connect to a server. What is not on this machine is spoken to with TLS and
// by somebody who can show who that is, or not at all.
func (s Security) Dial(address string) ([]nats.Option, error) {
	hosts, encrypted, err := hostsOf(address)
	if err != nil {
		return nil, err
	}
	options := []nats.Option{nats.Name("simrun"), nats.MaxReconnects(-1), nats.ReconnectWait(pauseBefore), nats.Timeout(askWait)}
	if s.Token != "" {
		options = append(options, nats.Token(s.Token))
	}
	if s.SeedFile != "" {
		key, err := nats.NkeyOptionFromSeed(s.SeedFile)
		if err != nil {
			return nil, fmt.Errorf("--nkey-seed %s: expected a file with the seed of a user's key (SU…): %w", s.SeedFile, err)
		}
		options = append(options, key)
	}
	if s.CA != "" {
		text, err := os.ReadFile(s.CA)
		if err != nil {
			return nil, fmt.Errorf("--tls-ca %s: %w", s.CA, err)
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("--tls-ca %s: expected certificates in PEM", s.CA)
		}
		options = append(options, nats.Secure(&tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}))
		encrypted = true
	}
	for _, host := range hosts {
		if !IsLoopback(host) && (!encrypted || s.Token == "" && s.SeedFile == "") {
			return nil, fmt.Errorf("--nats %s: this is another machine, so that it needs TLS (tls://… or --tls-ca) and a token (--token-file) or a key (--nkey-seed)", address)
		}
	}
	if encrypted && s.CA == "" {
		options = append(options, nats.Secure(&tls.Config{MinVersion: tls.VersionTLS12}))
	}
	return options, nil
}

// hostsOf are the hosts of one address or several with commas between, and whether all are
// spoken to with TLS.
func hostsOf(address string) (hosts []string, encrypted bool, err error) {
	encrypted = true
	for one := range strings.SplitSeq(address, ",") {
		parsed, err := url.Parse(strings.TrimSpace(one))
		if err != nil || parsed.Hostname() == "" || parsed.Scheme != "nats" && parsed.Scheme != "tls" {
			return nil, false, fmt.Errorf("--nats %s: expected an address such as nats://127.0.0.1:4222 or tls://host:4222", address)
		}
		if parsed.User != nil {
			return nil, false, fmt.Errorf("--nats: a secret in an address can be seen by all on this machine; use --token-file or --nkey-seed")
		}
		hosts, encrypted = append(hosts, parsed.Hostname()), encrypted && parsed.Scheme == "tls"
	}
	return hosts, encrypted, nil
}
