connect { ca_config { one = [1] two = [1,2] f = 1.5 b { c { d = 1 e = [1] g = [{h=[2]}] } } b2 { x = 1 } b2 { y = 2 } l = [{a = 1}] ll = [{a {q = 1}},{b=2}] leaf_cert_ttl = "72h" } }
watches = [{type="key" key="x" args=["true"]}]
check { name = "c" ttl = "3s" header { a = ["b"] } }
service { name = "x" proxy { config { one = [1] b { c { d = 1 e = [1]} } } upstreams { destination_name = "u" config { z = [1] } } expose { paths { path = "/a" } } } meta { a = "b" } tagged_addresses { lan { address = "1.2.3.4" port = 4 } } }
