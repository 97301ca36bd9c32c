# A Sidekiq of its own process does one job; prints its result and how many processes there are.
require 'sidekiq'
require 'sidekiq/api'

class Add
  include Sidekiq::Worker

  def perform(a, b)
    Sidekiq.redis { |redis| redis.call('rpush', 'sums', (a + b).to_s) }
  end
end

if $PROGRAM_NAME == __FILE__
  Add.perform_async(2, 3)
  pid = spawn('sidekiq', '-r', File.expand_path(__FILE__), '-c', '1', out: File::NULL, err: File::NULL)
  sum = nil
  400.times do
    sum = Sidekiq.redis { |redis| redis.call('lindex', 'sums', 0) }
    break if sum
    sleep 0.1
  end
  puts "#{sum} #{Sidekiq::ProcessSet.new.size} #{Sidekiq::Queue.new.size}"
  Process.kill('TERM', pid)
  Process.wait(pid)
end
