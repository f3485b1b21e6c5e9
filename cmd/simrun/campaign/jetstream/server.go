package jetstream

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
)

// Server is NATS within this program.
type Server struct {
	nats    *server.Server
	connect []nats.Option
	scheme  string
	unlock  func()
}

// storeFolder is where a server keeps its queue, in the folder of the campaign.
const storeFolder = "nats"

// startWait is how long a server may take to start.
const startWait = 20 * time.Second

// Start starts a server that keeps its queue in a folder, each message written through to the
// disk before it is acknowledged.
func Start(folder, address string, s Security) (*Server, error) {
	host, port, err := s.CheckListen(address)
	if err != nil {
		return nil, err
	}
	if port == 0 {
		port = server.RANDOM_PORT
	}
	encrypted, err := s.serverTLS()
	if err != nil {
		return nil, err
	}
	if port > 0 { // else it would be tried again and again
		probe, err := net.Listen("tcp", address)
		if err != nil {
			return nil, fmt.Errorf("--listen %s: %w", address, err)
		}
		probe.Close()
	}
	store := filepath.Join(folder, storeFolder)
	unlock, err := lock(store)
	if err != nil {
		return nil, fmt.Errorf("--dir %s: %w", folder, err)
	}
	options := &server.Options{
		ServerName: "simrun", Host: host, Port: port, NoSigs: true, NoLog: true, TLSConfig: encrypted, TLS: encrypted != nil, TLSTimeout: 5,
		JetStream: true, StoreDir: store, SyncAlways: true, MaxPayload: result.MaxSize + 1<<16,
		JetStreamMaxMemory: 1 << 20, JetStreamMaxStore: 1 << 30, Authorization: s.Token,
	}
	own := &Server{scheme: "nats", unlock: unlock}
	if encrypted != nil {
		own.scheme = "tls"
	}
	if s.Token != "" {
		own.connect = append(own.connect, nats.Token(s.Token))
	}
	if err := own.addKeys(options, s); err != nil {
		unlock()
		return nil, err
	}
	if own.nats, err = server.NewServer(options); err != nil {
		unlock()
		return nil, fmt.Errorf("--listen %s: %w", address, err)
	}
	go own.nats.Start()
	if !own.nats.ReadyForConnections(startWait) {
		own.Stop()
		return nil, fmt.Errorf("--listen %s: the server does not start; if its queue in %s is damaged, remove that folder: nothing but the queue is in it",
			address, store)
	}
	return own, nil
}

// addKeys lets in whoever can show one of the keys, and this program itself.
func (s *Server) addKeys(options *server.Options, security Security) error {
	if len(security.Nkeys) == 0 {
		return nil
	}
	if security.Token != "" {
		return errors.New("--nkey beside --token-file: expected one way to know who is there")
	}
	for _, key := range security.Nkeys {
		if !nkeys.IsValidPublicUserKey(key) {
			return fmt.Errorf("--nkey %s: expected the public key of a user (U…), as `nk -gen user -pubout` prints it", key)
		}
		options.Nkeys = append(options.Nkeys, &server.NkeyUser{Nkey: key})
	}
	own, err := nkeys.CreateUser()
	if err != nil {
		return err
	}
	public, err := own.PublicKey()
	if err != nil {
		return err
	}
	options.Nkeys = append(options.Nkeys, &server.NkeyUser{Nkey: public})
	s.connect = append(s.connect, nats.Nkey(public, own.Sign))
	return nil
}

// URL is where workers reach the server.
func (s *Server) URL() string {
	address, ok := s.nats.Addr().(*net.TCPAddr)
	if !ok {
		return s.nats.ClientURL()
	}
	return s.scheme + "://" + net.JoinHostPort(address.IP.String(), strconv.Itoa(address.Port))
}

// Connect connects this program to its own server.
func (s *Server) Connect() (*Link, error) {
	conn, err := nats.Connect("", append(s.connect, nats.InProcessServer(s.nats), nats.Name("simrun serve"), nats.MaxReconnects(-1))...)
	if err != nil {
		return nil, fmt.Errorf("this program cannot connect to its own server: %w", err)
	}
	return &Link{conn}, nil
}

// Stop ends the server.
func (s *Server) Stop() {
	s.nats.Shutdown()
	s.nats.WaitForShutdown()
	s.unlock()
}
