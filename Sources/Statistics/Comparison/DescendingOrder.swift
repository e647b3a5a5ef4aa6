/// The positions of numbers from the largest to the least; equal ones stand in their order. O(n).
/// - Parameter values: none of them NaN; −0 counts as 0.
package func descendingOrder(_ values: [Double]) -> [Int32] { ascendingOrder(values).reversed() }
