public import HelpDesk

extension TicketStore {
    /// Takes steps of the desk (tx3), settles finished attempts (tx6) and allows final dots (tx5), all in one fsync.
    ///
    /// What is settled is asked for behind the last step: what came up meanwhile goes along, and waits for no fsync of its own.
    /// - Parameters:
    ///   - work: as for ``decide(_:now:step:)``; the steps end early where other calls wait for the store.
    ///   - step: its arguments are the offset from the first of `work`, and the case file.
    ///   - givesWay: asked with the count of steps taken, from 1: whether the next ones are to wait for another commit.
    ///   - order: called once, inside the transaction.
    /// - Returns: receipts of the first steps, at least one where there is work; the rest is for another call.
    public func decide(
        _ work: ArraySlice<DeskWork>, as instance: Instance, now: Timestamp, step: @Sendable (Int, CaseFile) -> Outcome,
        givesWay: @Sendable (Int) -> Bool, delivery: DeliveryDesk, settling order: @Sendable () -> SettleOrder
    ) throws(StoreError) -> JointReceipt {
        let retry = retry
        return try write { session throws(StoreError) -> JointReceipt in
            var steps: [Receipt] = []
            for (index, item) in work.enumerated() {
                if index > 0, isAwaited || givesWay(index) { break }
                steps.append(try session.decide(item, now: now) { file in step(index, file) })
            }
            let sends = try session.settle(order(), as: instance, retry: retry, now: now, desk: delivery)
            return JointReceipt(steps: steps, sends: sends)
        }
    }
}

/// What a commit has done that steps and sends share.
public struct JointReceipt: Sendable, Equatable {
    public var steps: [Receipt]
    public var sends: SettleReceipt

    /// Of a commit that there was no need for.
    public static let nothing = JointReceipt(steps: [], sends: SettleReceipt(receipts: [], granted: []))
}
