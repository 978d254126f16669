// The one file that compiles the bodies of Boost.Asio and Boost.Beast (see dw_boost).
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
